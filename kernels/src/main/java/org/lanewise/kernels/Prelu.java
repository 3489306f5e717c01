package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * PReLU, a Leaky ReLU whose slope is learned (He, Zhang, Ren, Sun: Delving Deep into Rectifiers, ICCV 2015, section
 * 2.1): {@code y = x} where x &gt; 0, else {@code slope · x}, with a slope per column of a matrix or one shared by all
 * elements.
 *
 * <p>A slope may be negative, so the output does not tell the input's sign: gradients are computed from the
 * <em>input</em> x. Slopes may be any numbers. All methods run on the calling thread, allocate nothing, and give the
 * same bits everywhere.
 */
public final class Prelu {
    private Prelu() {}

    /**
     * {@code y[i, j] = x[i, j]} where x[i, j] &gt; 0, else {@code slopes[j] · x[i, j]}, rounded once; NaN gives NaN.
     *
     * @param rows rows, ≥ 0
     * @param columns columns, ≥ 0
     * @param slopes a slope per column, {@code [columns]}, read
     * @param slopesOffset index of the first slope
     * @param x inputs, {@code [rows, columns]}, read
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ columns
     * @param y outputs, {@code [rows, columns]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @param ldy leading dimension of y, ≥ columns
     * @throws IllegalArgumentException if a size or a leading dimension is too small, an array null, y overlaps slopes,
     *     or y overlaps x other than element by element
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void forward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            int ldx,
            float[] y,
            int yOffset,
            int ldy) {
        Check.size("rows", rows);
        Check.size("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.leading("ldy", ldy, "columns", columns);
        Check.vector("slopes", slopes, slopesOffset, columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("y", y, yOffset, rows, columns, ldy);
        Check.apart("y", y, yOffset, rows, columns, ldy, "slopes", slopes, slopesOffset, 1, columns, columns);
        Check.apartOrSame("y", y, yOffset, ldy, "x", x, xOffset, ldx, rows, columns);
        KernelSets.ACTIVE.prelu().forward(rows, columns, slopes, slopesOffset, x, xOffset, ldx, y, yOffset, ldy);
    }

    /**
     * {@code gradInput[i, j] = gradOutput[i, j]} where x[i, j] &gt; 0, else {@code slopes[j] · gradOutput[i, j]},
     * rounded once: the derivative at 0 is the slope.
     *
     * @param rows rows, ≥ 0
     * @param columns columns, ≥ 0
     * @param slopes a slope per column, {@code [columns]}, read
     * @param slopesOffset index of the first slope
     * @param x inputs of the forward pass, {@code [rows, columns]}, read
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ columns
     * @param gradOutput upstream gradient ∂L/∂y, {@code [rows, columns]}, read
     * @param gradOutputOffset its first index
     * @param ldGradOutput its leading dimension, ≥ columns
     * @param gradInput ∂L/∂x, {@code [rows, columns]}, overwritten; may be the same elements as x or gradOutput
     * @param gradInputOffset its first index
     * @param ldGradInput its leading dimension, ≥ columns
     * @throws IllegalArgumentException if a size or a leading dimension is too small, an array null, gradInput overlaps
     *     slopes, or gradInput overlaps x or gradOutput other than element by element
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void backward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput) {
        Check.size("rows", rows);
        Check.size("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.leading("ldGradOutput", ldGradOutput, "columns", columns);
        Check.leading("ldGradInput", ldGradInput, "columns", columns);
        Check.vector("slopes", slopes, slopesOffset, columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("gradOutput", gradOutput, gradOutputOffset, rows, columns, ldGradOutput);
        Check.matrix("gradInput", gradInput, gradInputOffset, rows, columns, ldGradInput);
        Check.apart(
                "gradInput",
                gradInput,
                gradInputOffset,
                rows,
                columns,
                ldGradInput,
                "slopes",
                slopes,
                slopesOffset,
                1,
                columns,
                columns);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, ldGradInput, "x", x, xOffset, ldx, rows, columns);
        Check.apartOrSame(
                "gradInput",
                gradInput,
                gradInputOffset,
                ldGradInput,
                "gradOutput",
                gradOutput,
                gradOutputOffset,
                ldGradOutput,
                rows,
                columns);
        KernelSets.ACTIVE
                .prelu()
                .backward(
                        rows,
                        columns,
                        slopes,
                        slopesOffset,
                        x,
                        xOffset,
                        ldx,
                        gradOutput,
                        gradOutputOffset,
                        ldGradOutput,
                        gradInput,
                        gradInputOffset,
                        ldGradInput);
    }

    /**
     * {@code gradSlopes[j] = Σᵢ gradOutput[i, j] · x[i, j]} over the rows i with x[i, j] not positive: the gradient of
     * the slopes. Each sum is one chain of fused multiply-adds with i ascending, started from 0; its error is at most
     * γₙ times the sum of the terms' magnitudes, n the rows. Where x is positive, gradOutput does not count, not even a
     * NaN.
     *
     * @param rows rows, ≥ 0
     * @param columns columns, ≥ 0
     * @param x inputs of the forward pass, {@code [rows, columns]}, read
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ columns
     * @param gradOutput upstream gradient ∂L/∂y, {@code [rows, columns]}, read
     * @param gradOutputOffset its first index
     * @param ldGradOutput its leading dimension, ≥ columns
     * @param gradSlopes ∂L/∂slopes, {@code [columns]}, overwritten
     * @param gradSlopesOffset its first index
     * @throws IllegalArgumentException if a size or a leading dimension is too small, an array null, or gradSlopes
     *     overlaps x or gradOutput
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void gradSlopes(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradSlopes,
            int gradSlopesOffset) {
        Check.size("rows", rows);
        Check.size("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.leading("ldGradOutput", ldGradOutput, "columns", columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("gradOutput", gradOutput, gradOutputOffset, rows, columns, ldGradOutput);
        Check.vector("gradSlopes", gradSlopes, gradSlopesOffset, columns);
        Check.apart(
                "gradSlopes", gradSlopes, gradSlopesOffset, 1, columns, columns, "x", x, xOffset, rows, columns, ldx);
        Check.apart(
                "gradSlopes",
                gradSlopes,
                gradSlopesOffset,
                1,
                columns,
                columns,
                "gradOutput",
                gradOutput,
                gradOutputOffset,
                rows,
                columns,
                ldGradOutput);
        KernelSets.ACTIVE
                .prelu()
                .gradSlopes(
                        rows,
                        columns,
                        x,
                        xOffset,
                        ldx,
                        gradOutput,
                        gradOutputOffset,
                        ldGradOutput,
                        gradSlopes,
                        gradSlopesOffset);
    }

    /**
     * {@code y = x} where x &gt; 0, else {@code slope · x}, rounded once, with one slope for all elements; NaN gives
     * NaN.
     *
     * @param length elements, n ≥ 0
     * @param slope the slope, any number
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void sharedForward(int length, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.activations().leakyRelu(length, slope, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput} where x &gt; 0, else {@code slope · gradOutput}, rounded once: the derivative at 0
     * is the slope.
     *
     * @param length elements, n ≥ 0
     * @param slope the slope, any number
     * @param x inputs of the forward pass, {@code [n]}, read
     * @param xOffset index of the first input
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as x or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void sharedBackward(
            int length,
            float slope,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("gradOutput", gradOutput, gradOutputOffset, length);
        Check.vector("gradInput", gradInput, gradInputOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "x", x, xOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
        // Leaky ReLU asks its output only whether it is positive, as this asks the input.
        KernelSets.ACTIVE
                .activations()
                .leakyReluBackward(length, slope, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code Σᵢ gradOutput[i] · x[i]} over the elements with x[i] not positive: the gradient of a shared slope. The
     * products are exact in double; they form a lane sum (see {@link Losses}), rounded to float once. Where x is
     * positive, gradOutput does not count, not even a NaN.
     *
     * @param length elements, n ≥ 0
     * @param x inputs of the forward pass, {@code [n]}, read
     * @param xOffset index of the first input
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @return ∂L/∂slope
     * @throws IllegalArgumentException if length is negative or an array null
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static float sharedGradSlope(int length, float[] x, int xOffset, float[] gradOutput, int gradOutputOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("gradOutput", gradOutput, gradOutputOffset, length);
        return (float) KernelSets.ACTIVE.prelu().sharedGradSlope(length, x, xOffset, gradOutput, gradOutputOffset);
    }
}
