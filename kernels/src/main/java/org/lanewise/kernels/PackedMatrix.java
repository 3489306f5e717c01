package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * A right operand in the layout that the kernels read fastest: packed once, multiplied often, such as the weights of a
 * model that only predicts. A copy: later changes of the source do not reach it. Immutable, safe for any number of
 * threads. Its size is that of the matrix with the columns rounded up to whole panels.
 */
public final class PackedMatrix {
    private static final long WIDEST_PANEL = 64;

    private final int rows;
    private final int columns;
    private final float[] panels;

    private PackedMatrix(int rows, int columns, float[] panels) {
        this.rows = rows;
        this.columns = columns;
        this.panels = panels;
    }

    /**
     * Packs op(B), {@code [k, n]}.
     *
     * @param transB whether op(B) is Bᵀ
     * @param k rows of op(B)
     * @param n columns of op(B)
     * @param b B, read
     * @param bOffset index of B's first element
     * @param ldb leading dimension of B as stored
     * @return the packed matrix
     * @throws IllegalArgumentException if a size is negative, ldb too small, the array null, or the packed matrix larger
     *     than an array
     * @throws IndexOutOfBoundsException if B does not lie in its array
     */
    public static PackedMatrix pack(Transpose transB, int k, int n, float[] b, int bOffset, int ldb) {
        boolean plain = Check.present("transB", transB) == Transpose.NO;
        Check.size("k", k);
        Check.size("n", n);
        Check.leading("ldb", ldb, plain ? "n" : "k", plain ? n : k);
        Check.matrix("b", b, bOffset, plain ? k : n, plain ? n : k, ldb);
        if ((long) k * (n + WIDEST_PANEL) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("n: " + n + " (expected: k·n small enough for an array, k = " + k + ")");
        }
        return new PackedMatrix(
                k, n, KernelSets.ACTIVE.gemm().pack(k, n, b, bOffset, plain ? ldb : 1, plain ? 1 : ldb));
    }

    /**
     * Rows of op(B).
     *
     * @return k
     */
    public int rows() {
        return rows;
    }

    /**
     * Columns of op(B).
     *
     * @return n
     */
    public int columns() {
        return columns;
    }

    float[] panels() {
        return panels;
    }
}
