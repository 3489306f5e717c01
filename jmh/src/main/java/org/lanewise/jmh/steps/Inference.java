package org.lanewise.jmh.steps;

/** A net that serves one sample a call, called from Java. */
public interface Inference extends AutoCloseable {
    /**
     * Computes the outputs of one sample.
     *
     * @param input {@code [inputs]}, read
     * @param output {@code [outputs]}, overwritten
     */
    void run(float[] input, float[] output);

    /** Frees what the net holds. */
    @Override
    void close();
}
