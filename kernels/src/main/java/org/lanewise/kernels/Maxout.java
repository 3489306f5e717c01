package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * Maxout: each unit is the largest of some pieces, outputs of one dense layer (Goodfellow, Warde-Farley, Mirza,
 * Courville, Bengio: Maxout Networks, ICML 2013, section 3).
 *
 * <p><b>Layout.</b> A row of the input holds piece 0 of all units, then piece 1 of all units, and so on: column
 * {@code p · units + u} is piece p of unit u. (Each piece is then a dense layer of its own, its weights a block of
 * columns.)
 *
 * <p><b>The winner</b> of a unit is its first NaN piece; without one, the first of the largest pieces, −0 and +0 being
 * equal. All methods are exact, run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Maxout {
    /** As many as a float can count. */
    private static final int MOST_PIECES = 1 << 24;

    private Maxout() {}

    /**
     * {@code y[i, u] = maxₚ x[i, p · units + u]}: the winner, NaN if there is one.
     *
     * @param rows rows, ≥ 0
     * @param units units, ≥ 0
     * @param pieces pieces of each unit, ≥ 1, ≤ 2²⁴
     * @param x inputs, {@code [rows, units · pieces]}, read; column p · units + u is piece p of unit u
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ units · pieces
     * @param y outputs, {@code [rows, units]}, overwritten
     * @param yOffset index of the first output
     * @param ldy leading dimension of y, ≥ units
     * @throws IllegalArgumentException if a size or a leading dimension is too small, pieces out of range, units · pieces ≥ 2³¹, an array
     *     null, or y overlaps x
     * @throws IndexOutOfBoundsException if a matrix does not lie in its array
     */
    public static void forward(
            int rows, int units, int pieces, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        int columns = columns(rows, units, pieces);
        Check.leading("ldx", ldx, "units * pieces", columns);
        Check.leading("ldy", ldy, "units", units);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("y", y, yOffset, rows, units, ldy);
        Check.apart("y", y, yOffset, rows, units, ldy, "x", x, xOffset, rows, columns, ldx);
        KernelSets.ACTIVE.maxout().forward(rows, units, pieces, x, xOffset, ldx, y, yOffset, ldy);
    }

    /**
     * {@code gradInput[i, p · units + u] = gradOutput[i, u]} for the winning piece p, 0 for the others.
     *
     * @param rows rows, ≥ 0
     * @param units units, ≥ 0
     * @param pieces pieces of each unit, ≥ 1, ≤ 2²⁴
     * @param x inputs, {@code [rows, units · pieces]}, read; column p · units + u is piece p of unit u
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ units · pieces
     * @param gradOutput upstream gradient ∂L/∂y, {@code [rows, units]}, read
     * @param gradOutputOffset its first index
     * @param ldGradOutput its leading dimension, ≥ units
     * @param gradInput ∂L/∂x, {@code [rows, units · pieces]}, overwritten; may be the same elements as x
     * @param gradInputOffset its first index
     * @param ldGradInput its leading dimension, ≥ units · pieces
     * @throws IllegalArgumentException if a size or a leading dimension is too small, pieces out of range, units · pieces ≥ 2³¹, an array
     *     null, gradInput overlaps gradOutput, or gradInput overlaps x other than element by element
     * @throws IndexOutOfBoundsException if a matrix does not lie in its array
     */
    public static void backward(
            int rows,
            int units,
            int pieces,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput) {
        int columns = columns(rows, units, pieces);
        Check.leading("ldx", ldx, "units * pieces", columns);
        Check.leading("ldGradOutput", ldGradOutput, "units", units);
        Check.leading("ldGradInput", ldGradInput, "units * pieces", columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("gradOutput", gradOutput, gradOutputOffset, rows, units, ldGradOutput);
        Check.matrix("gradInput", gradInput, gradInputOffset, rows, columns, ldGradInput);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, ldGradInput, "x", x, xOffset, ldx, rows, columns);
        Check.apart(
                "gradInput",
                gradInput,
                gradInputOffset,
                rows,
                columns,
                ldGradInput,
                "gradOutput",
                gradOutput,
                gradOutputOffset,
                rows,
                units,
                ldGradOutput);
        KernelSets.ACTIVE
                .maxout()
                .backward(
                        rows,
                        units,
                        pieces,
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

    private static int columns(int rows, int units, int pieces) {
        Check.size("rows", rows);
        Check.size("units", units);
        Check.positive("pieces", pieces);
        if (pieces > MOST_PIECES) {
            throw new IllegalArgumentException("pieces: " + pieces + " (expected: <= " + MOST_PIECES + ")");
        }
        long columns = (long) units * pieces;
        if (columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "pieces: " + pieces + " (expected: units * pieces < 2^31, units = " + units + ")");
        }
        return (int) columns;
    }
}
