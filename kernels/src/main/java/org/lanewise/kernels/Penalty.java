package org.lanewise.kernels;

/**
 * What is added to a loss to keep weights w small: {@code l1 · Σ|w| + l2/2 · Σw²}, whose gradient is
 * {@code l1 · sign(w) + l2 · w} with sign(0) = 0 (Goodfellow, Bengio, Courville: Deep Learning, section 7.1). The half
 * makes l2 what other libraries call weight decay.
 *
 * @param l1 factor of the magnitudes, at least 0, finite
 * @param l2 factor of the halved squares, at least 0, finite
 */
public record Penalty(float l1, float l2) {
    /** Nothing. */
    public static final Penalty NONE = new Penalty(0, 0);

    /**
     * Checks the factors.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public Penalty {
        factor("l1", l1);
        factor("l2", l2);
    }

    /**
     * Whether both factors are 0.
     *
     * @return whether there is no penalty
     */
    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }

    private static void factor(String name, float value) {
        if (!(value >= 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0 and finite)");
        }
    }
}
