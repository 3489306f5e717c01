package org.lanewise.verification;

import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * An array of floats of which a kernel may write some elements: a matrix with a leading dimension, or a span, between
 * canaries. The canaries are NaNs with a payload that no computation makes.
 */
final class Canaries {
    private static final int CANARY = 0xFFC0_1A7E;
    private static final int TAIL = 19;

    private final int offset;
    private final int rows;
    private final int columns;
    private final int leading;
    private final float[] initial;

    private Canaries(int offset, int rows, int columns, int leading, Numbers numbers, SplittableRandom random) {
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.leading = leading;
        int extent = rows == 0 || columns == 0 ? 0 : (rows - 1) * leading + columns;
        this.initial = new float[offset + extent + TAIL];
        BitSet inside = inside();
        for (int i = 0; i < initial.length; i++) {
            initial[i] = inside.get(i) ? numbers.next(random) : Float.intBitsToFloat(CANARY);
        }
    }

    /** A matrix, filled with numbers. */
    static Canaries matrix(int offset, int rows, int columns, int leading, Numbers numbers, SplittableRandom random) {
        return new Canaries(offset, rows, columns, leading, numbers, random);
    }

    /** A span, filled with numbers. */
    static Canaries span(int offset, int length, Numbers numbers, SplittableRandom random) {
        return new Canaries(offset, 1, length, Math.max(length, 1), numbers, random);
    }

    /** A fresh copy of the array for a kernel to work on. */
    float[] copy() {
        return initial.clone();
    }

    /** The live initial array. */
    float[] initial() {
        return initial;
    }

    /** Index of the first element. */
    int offset() {
        return offset;
    }

    /** Fails if a kernel wrote outside. */
    void assertNothingOutsideWritten(String what, float[] written) {
        BitSet inside = inside();
        for (int i = 0; i < initial.length; i++) {
            if (!inside.get(i) && Float.floatToRawIntBits(written[i]) != Float.floatToRawIntBits(initial[i])) {
                throw new AssertionError(what + ": element " + i + ", outside the output, was overwritten by "
                        + Bits.show(written[i]) + " (matrix at " + offset + ", " + rows + " x " + columns
                        + ", leading dimension " + leading + ")");
            }
        }
    }

    /** Fails if a kernel wrote anything at all. */
    void assertUntouched(String what, float[] array) {
        for (int i = 0; i < initial.length; i++) {
            if (Float.floatToRawIntBits(array[i]) != Float.floatToRawIntBits(initial[i])) {
                throw new AssertionError(
                        what + ": element " + i + " of an input was overwritten by " + Bits.show(array[i]));
            }
        }
    }

    private BitSet inside() {
        BitSet inside = new BitSet(initial.length);
        for (int i = 0; i < rows; i++) {
            inside.set(offset + i * leading, offset + i * leading + columns);
        }
        return inside;
    }
}
