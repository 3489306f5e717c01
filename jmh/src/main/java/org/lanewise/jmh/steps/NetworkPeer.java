package org.lanewise.jmh.steps;

/** A native library that may join: a service, so that the default build knows none. */
public interface NetworkPeer {
    /**
     * The name that the library will have.
     *
     * @return a short name
     */
    String name();

    /**
     * Loads the library.
     *
     * @param threads how many threads it is to train with
     * @return the library
     * @throws Exception if it can't be loaded
     */
    Library open(int threads) throws Exception;
}
