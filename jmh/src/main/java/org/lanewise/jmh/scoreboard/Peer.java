package org.lanewise.jmh.scoreboard;

/** A native library that may join the scoreboard: a service, so that the default build knows none. */
public interface Peer {
    /**
     * The name that its contestant will have.
     *
     * @return a short name
     */
    String name();

    /**
     * Loads the library.
     *
     * @param threads how many threads it is to use
     * @return the contestant
     * @throws Exception if the library can't be loaded
     */
    Contestant open(int threads) throws Exception;
}
