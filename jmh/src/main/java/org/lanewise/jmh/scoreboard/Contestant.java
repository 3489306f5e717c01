package org.lanewise.jmh.scoreboard;

import java.util.List;

/** A library that multiplies matrices, set up for a number of threads. */
public interface Contestant {
    /** On which side a contestant plays. */
    enum Kind {
        /** The side that the ratios are stated for. */
        LANEWISE,
        /** The pure-Java library to beat. */
        EJML,
        /** A native library. */
        NATIVE
    }

    /**
     * The name in the tables.
     *
     * @return a short name
     */
    String name();

    /**
     * The side.
     *
     * @return the side
     */
    Kind kind();

    /**
     * Version and configuration.
     *
     * @return one line
     */
    String description();

    /**
     * The ways in which the library can compute a product; the fastest counts.
     *
     * @param operands what to multiply, not to be written to
     * @return at least one way, to be closed by the caller
     */
    List<Product> prepare(Operands operands);
}
