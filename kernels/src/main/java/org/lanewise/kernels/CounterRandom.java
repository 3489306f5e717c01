package org.lanewise.kernels;

/**
 * Random numbers by counter: each value is a pure function of (seed, stream, index), so any order of asking, any
 * number of threads and any vector width see the same ones. Immutable and safe for any number of threads.
 *
 * <p>The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011,
 * section 3). The seed is the key; the 128-bit counter is the stream (high half) and {@code index / 4} (low half);
 * word {@code index mod 4} of the block is the value.
 */
public final class CounterRandom {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long WORD = 0xFFFF_FFFFL;

    private final int key0;
    private final int key1;
    private final long stream;

    /**
     * A sequence of random numbers.
     *
     * @param seed any value; the user's seed
     * @param stream any value; sequences of different streams are independent
     */
    public CounterRandom(long seed, long stream) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.stream = stream;
    }

    /**
     * 32 uniform bits.
     *
     * @param index which value, at least 0
     * @return the bits
     */
    public int bits(long index) {
        long block = index >>> 2;
        return philox(
                key0, key1, (int) block, (int) (block >>> 32), (int) stream, (int) (stream >>> 32), (int) index & 3);
    }

    /** One word of the block that Philox4x32-10 makes of a key and a counter, each with its low word first. */
    static int philox(int key0, int key1, int counter0, int counter1, int counter2, int counter3, int word) {
        int k0 = key0;
        int k1 = key1;
        int x0 = counter0;
        int x1 = counter1;
        int x2 = counter2;
        int x3 = counter3;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (x0 & WORD);
            long product1 = MULTIPLIER_1 * (x2 & WORD);
            x0 = (int) (product1 >>> 32) ^ x1 ^ k0;
            x2 = (int) (product0 >>> 32) ^ x3 ^ k1;
            x1 = (int) product1;
            x3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return switch (word) {
            case 0 -> x0;
            case 1 -> x1;
            case 2 -> x2;
            default -> x3;
        };
    }

    /**
     * A uniform number in [0, 1): a multiple of 2⁻²⁴.
     *
     * @param index which value, at least 0
     * @return the number
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
     * @throws IllegalArgumentException if {@code bound < 1}
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
     * @param index which value, at least 0
     * @return the number, at most 5.8 in magnitude
     */
    public float normal(long index) {
        double u = ((bits(2 * index) >>> 8) + 1) * 0x1p-24;
        double v = (bits(2 * index + 1) >>> 8) * 0x1p-24;
        return (float) (StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v));
    }

    /**
     * A uniform random order of 0, …, n − 1 (Fisher and Yates).
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
