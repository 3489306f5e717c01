package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * The bias of a dense layer: forward, it is added to each row; backward, its gradient is the sum over the rows.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Bias {
    private Bias() {}

    /**
     * {@code X[i, j] := X[i, j] + bias[j]}, rounded once.
     *
     * @param rows rows of X, ≥ 0
     * @param columns columns of X, ≥ 0
     * @param bias {@code [columns]}, read
     * @param biasOffset its first index
     * @param x X, {@code [rows, columns]}, updated in place
     * @param xOffset index of X's first element
     * @param ldx leading dimension of X, ≥ columns
     * @throws IllegalArgumentException if a size is negative, ldx too small, an array null, or x overlaps bias
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void add(int rows, int columns, float[] bias, int biasOffset, float[] x, int xOffset, int ldx) {
        Check.size("rows", rows);
        Check.size("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.vector("bias", bias, biasOffset, columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.apart("x", x, xOffset, rows, columns, ldx, "bias", bias, biasOffset, 1, columns, columns);
        KernelSets.ACTIVE.rows().add(rows, columns, bias, biasOffset, x, xOffset, ldx);
    }

    /**
     * {@code sums[j] = Σᵢ X[i, j]}: the gradient of the bias from the gradient of the layer's output. Each sum is one
     * chain of additions with i ascending, started from 0; its error is at most γₙ₋₁·Σᵢ|X[i, j]|, n the rows (Higham,
     * section 4.2).
     *
     * @param rows rows of X, ≥ 0
     * @param columns columns of X, ≥ 0
     * @param x X, {@code [rows, columns]}, read
     * @param xOffset index of X's first element
     * @param ldx leading dimension of X, ≥ columns
     * @param sums {@code [columns]}, overwritten
     * @param sumsOffset its first index
     * @throws IllegalArgumentException if a size is negative, ldx too small, an array null, or sums overlaps x
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void columnSums(
            int rows, int columns, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset) {
        Check.size("rows", rows);
        Check.size("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.vector("sums", sums, sumsOffset, columns);
        Check.apart("sums", sums, sumsOffset, 1, columns, columns, "x", x, xOffset, rows, columns, ldx);
        KernelSets.ACTIVE.rows().columnSums(rows, columns, x, xOffset, ldx, sums, sumsOffset);
    }
}
