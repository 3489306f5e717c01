package org.lanewise.mlp.data;

/** Handwritten-style digits drawn from a seed. */
public final class SyntheticDigits {
    private SyntheticDigits() {}

    /**
     * Draws digits, 28 by 28 grey pixels in [0, 1].
     *
     * @param count how many, at least 0
     * @param seed any value
     * @return the digits with their labels
     */
    public static Dataset generate(int count, long seed) {
        throw new UnsupportedOperationException();
    }
}
