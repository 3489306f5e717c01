package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.elementary.FloatErf;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatExpm1;
import org.lanewise.kernels.internal.elementary.FloatLog;
import org.lanewise.kernels.internal.elementary.FloatLog1p;

/**
 * Elementary functions, element by element. Each is our own polynomial: its bits are the same on every machine, in every
 * vector width and in plain Java, and its error bound holds for all 2³² floats. All are monotone, and NaN gives NaN.
 * ({@code tanh} and the logistic function stand with the {@link Activations}.)
 *
 * <p>All methods run on the calling thread and allocate nothing.
 */
public final class Elementary {
    private Elementary() {}

    /**
     * y is e^x, within {@value FloatExp#MAX_ULP} ulp; 0 for −∞; +∞ from 88.7229 up; results below the normal range are subnormal, not 0.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void exp(int length, float[] x, int xOffset, float[] y, int yOffset) {
        check(length, x, xOffset, y, yOffset);
        KernelSets.ACTIVE.elementary().exp(length, x, xOffset, y, yOffset);
    }

    /**
     * y is e^x − 1, without the loss of digits near 0, within {@value FloatExpm1#MAX_ULP} ulp; −1 for −∞; ±0 keeps its sign.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void expm1(int length, float[] x, int xOffset, float[] y, int yOffset) {
        check(length, x, xOffset, y, yOffset);
        KernelSets.ACTIVE.elementary().expm1(length, x, xOffset, y, yOffset);
    }

    /**
     * y is the natural logarithm of x, within {@value FloatLog#MAX_ULP} ulp; −∞ for ±0; NaN below 0; +∞ for +∞.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void log(int length, float[] x, int xOffset, float[] y, int yOffset) {
        check(length, x, xOffset, y, yOffset);
        KernelSets.ACTIVE.elementary().log(length, x, xOffset, y, yOffset);
    }

    /**
     * y is the natural logarithm of 1 + x, without the loss of digits near 0, within {@value FloatLog1p#MAX_ULP} ulp; −∞ for −1; NaN below; ±0 keeps its sign.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void log1p(int length, float[] x, int xOffset, float[] y, int yOffset) {
        check(length, x, xOffset, y, yOffset);
        KernelSets.ACTIVE.elementary().log1p(length, x, xOffset, y, yOffset);
    }

    /**
     * y is the error function of x, within {@value FloatErf#MAX_ULP} ulp; ±1 for ±∞; ±0 keeps its sign; odd.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void erf(int length, float[] x, int xOffset, float[] y, int yOffset) {
        check(length, x, xOffset, y, yOffset);
        KernelSets.ACTIVE.elementary().erf(length, x, xOffset, y, yOffset);
    }

    private static void check(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
    }
}
