package org.lanewise.kernels.internal;

/**
 * The generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011,
 * section 3): a block of four 32-bit words as a pure function of a 64-bit key and a 128-bit counter.
 */
public final class Philox {
    /** How often the counter is mixed. */
    public static final int ROUNDS = 10;

    /** The factor of the counter's first word, unsigned. */
    public static final long MULTIPLIER_0 = 0xD2511F53L;

    /** The factor of the counter's third word, unsigned. */
    public static final long MULTIPLIER_1 = 0xCD9E8D57L;

    /** What each round adds to the key's first word. */
    public static final int WEYL_0 = 0x9E3779B9;

    /** What each round adds to the key's second word. */
    public static final int WEYL_1 = 0xBB67AE85;

    /** The bits of a word. */
    public static final long WORD = 0xFFFF_FFFFL;

    private Philox() {}

    /**
     * One word of a block.
     *
     * @param seed the key
     * @param stream the high half of the counter
     * @param block the low half of the counter
     * @param word which word, 0 to 3
     */
    public static int word(long seed, long stream, long block, int word) {
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        int x0 = (int) block;
        int x1 = (int) (block >>> 32);
        int x2 = (int) stream;
        int x3 = (int) (stream >>> 32);
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
}
