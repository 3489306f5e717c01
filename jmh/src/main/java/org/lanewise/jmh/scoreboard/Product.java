package org.lanewise.jmh.scoreboard;

/** One way of computing one product, its operands where the library wants them. */
public interface Product extends AutoCloseable {
    /**
     * The function called.
     *
     * @return a short name
     */
    String how();

    /**
     * Computes the product.
     *
     * @param times how often
     */
    void run(int times);

    /**
     * What the last run has computed.
     *
     * @return C, row-major; NaN where nothing has been written
     */
    float[] result();

    /** Frees what the product holds. */
    @Override
    void close();
}
