package org.lanewise.verification;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Sizes at which blocked loops go wrong: around multiples of lanes and tiles, and primes. Smallest first, to shrink. */
final class Sizes {
    private static final Integer[] AROUND_TILES = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 18, 19, 23, 24, 25, 29, 31, 32, 33, 35, 36, 37, 47, 48,
        49, 53, 61, 63, 64, 65, 67, 71, 73
    };
    private static final Integer[] LONG = {
        79,
        95,
        96,
        97,
        113,
        127,
        128,
        129,
        131,
        191,
        193,
        255,
        256,
        257,
        300,
        383,
        385,
        511,
        512,
        513,
        700,
        // Around the chunks of elementwise loops.
        2047,
        2048,
        2049,
        2567,
        4099
    };

    private Sizes() {}

    /** 0 to about 70. */
    static Arbitrary<Integer> aroundTiles() {
        return Arbitraries.of(AROUND_TILES);
    }

    /** Lengths of spans: mostly 0 to about 70, sometimes some hundreds or thousands. */
    static Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(AROUND_TILES)), Tuple.of(1, Arbitraries.of(LONG)));
    }

    /** Offsets of a first element: every alignment to vectors of up to 16 floats. */
    static Arbitrary<Integer> offsets() {
        return Arbitraries.integers().between(0, 17);
    }
}
