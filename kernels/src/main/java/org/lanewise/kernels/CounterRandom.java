package org.lanewise.kernels;

import org.lanewise.kernels.internal.Philox;

/**
 * Random numbers by counter: each value is a pure function of (seed, stream, index), so any order of asking, any
 * number of threads and any vector width see the same ones. Immutable and safe for any number of threads.
 *
 * <p>The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011,
 * section 3). The seed is the key; the 128-bit counter is the stream (high half) and {@code index / 4} (low half);
 * word {@code index mod 4} of the block is the value.
 */
public final class CounterRandom {
    private static final long WORD = 0xFFFF_FFFFL;

    private final long seed;
    private final long stream;

    /**
     * A sequence of random numbers.
     *
     * @param seed any value; the user's seed
     * @param stream any value; sequences of different streams are independent
     */
    public CounterRandom(long seed, long stream) {
        this.seed = seed;
        this.stream = stream;
    }

    /**
     * 32 uniform bits.
     *
     * @param index which value, at least 0
     * @return the bits
     * @throws IllegalArgumentException if {@code index < 0}
     */
    public int bits(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index: " + index + " (expected: >= 0)");
        }
        return Philox.word(seed, stream, index >>> 2, (int) index & 3);
    }

    /**
     * A uniform number in [0, 1): a multiple of 2⁻²⁴.
     *
     * @param index which value, at least 0
     * @return the number
     * @throws IllegalArgumentException if {@code index < 0}
     */
    public float uniform(long index) {
        return (bits(index) >>> 8) * 0x1p-24f;
    }

    /**
     * A uniform integer in [0, bound), by Lemire's multiplication without rejection: each value's probability is off
     * from 1/bound by less than 2⁻³².
     *
     * @param index which value, at least 0
     * @param bound the end of the range, at least 1
     * @return the integer
     * @throws IllegalArgumentException if {@code bound < 1} or {@code index < 0}
     */
    public int below(long index, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: >= 1)");
        }
        return (int) (((bits(index) & WORD) * bound) >>> 32);
    }

    /**
     * A normal number of mean 0 and variance 1, by Box and Muller's transform of the uniforms {@code 2·index} and
     * {@code 2·index + 1}. {@link StrictMath} makes it the same everywhere.
     *
     * @param index which value, at least 0 and below 2⁶²
     * @return the number, at most 5.8 in magnitude
     * @throws IllegalArgumentException if the index is out of its range
     */
    public float normal(long index) {
        if (index < 0 || index >= 1L << 62) {
            throw new IllegalArgumentException("index: " + index + " (expected: 0 <= index < 2^62)");
        }
        double u = ((bits(2 * index) >>> 8) + 1) * 0x1p-24;
        double v = (bits(2 * index + 1) >>> 8) * 0x1p-24;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v));
    }

    /**
     * A uniform random order of 0, …, n − 1 (Fisher and Yates), made of the values 0 to n − 1 of this sequence: what else
     * is drawn from those depends on it.
     *
     * @param n how many, at least 0
     * @return the order, a new array
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("n: " + n + " (expected: >= 0)");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
