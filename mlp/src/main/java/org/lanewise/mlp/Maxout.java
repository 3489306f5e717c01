package org.lanewise.mlp;

/**
 * Maxout: each unit is the largest of its pieces. The layer takes rows of {@code units · pieces} numbers, piece 0 of all
 * units before piece 1 of all units and so on, and gives rows of {@code units}.
 *
 * @param units outputs, at least 1
 * @param pieces inputs of each unit, at least 1
 * @see org.lanewise.kernels.Maxout
 */
public record Maxout(int units, int pieces) implements Layer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is below 1, or the input too wide
     */
    public Maxout {
        if (units < 1) {
            throw new IllegalArgumentException("units: " + units + " (expected: >= 1)");
        }
        if (pieces < 1) {
            throw new IllegalArgumentException("pieces: " + pieces + " (expected: >= 1)");
        }
        if ((long) units * pieces > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "pieces: " + pieces + " (expected: units * pieces < 2^31, units = " + units + ")");
        }
    }

    /**
     * The width of an input row.
     *
     * @return {@code units · pieces}
     */
    public int inputWidth() {
        return units * pieces;
    }

    @Override
    public String describe() {
        return "maxout of " + pieces;
    }

    @Override
    public int outputWidth(int inputWidth) {
        return units;
    }

    @Override
    public long parameterCount() {
        return 0;
    }
}
