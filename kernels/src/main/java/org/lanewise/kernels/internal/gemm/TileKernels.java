package org.lanewise.kernels.internal.gemm;

/**
 * The seam between the loops and the micro-kernels. Each micro-kernel computes one full tile of C, {@code rows × NR}
 * or, streaming, wider:
 *
 * <pre>
 * C[i, j] := S[i, j], then C[i, j] := fma(A[i, p], B[p, j], C[i, j]) for p = 0 … k − 1
 * </pre>
 *
 * S is C itself, which continues its chains, or any other start: {@code lds = 0} starts each row from the same one.
 * A <em>panel</em> is k rows of NR floats of B, one after the other. A call of {@link #rows} or {@link #packing} with
 * k &lt; 0 does nothing, at once: it is there to be counted, see {@link TileWarmUp}.
 *
 * <pre>
 *                          +----- NR ------+
 *                          | b0 b1 …       | p = 0
 *                          |               | …
 *                          +---------------+ p = k − 1
 *   +------- k -------+    +---------------+
 *   | a0 ->           |    |               |
 *   | a1 ->           | MR |    tile of C  |
 *   +-----------------+    +---------------+
 * </pre>
 */
public interface TileKernels {
    /** MR: the most rows of {@link #rows} and {@link #stream}. */
    int maxRows();

    /** The rows of {@link #packing}. */
    int packingRows();

    /** NR: the columns of a panel. */
    int panelColumns();

    /** The columns that {@link #stream} computes, by rows. */
    int streamColumns(int rows);

    /** A by rows: {@code A[i, p] = a[aOffset + i·lda + p]}; B a panel. */
    void rows(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] panel,
            int panelOffset,
            float[] s,
            int sOffset,
            int lds,
            float[] c,
            int cOffset,
            int ldc);

    /** A by rows; B in place, {@code B[p, j] = b[bOffset + p·ldb + j]}, {@link #streamColumns} wide. */
    void stream(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float[] s,
            int sOffset,
            int lds,
            float[] c,
            int cOffset,
            int ldc);

    /** One row of C, all of it, continued: {@code C[j] := fma(A[p], B[p, j], C[j])} for each p; B in place. */
    void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset);

    /** A by rows, {@link #packingRows} of them; B in place, NR wide, and left behind as a panel for the tiles to come. */
    void packing(
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float[] panel,
            int panelOffset,
            float[] s,
            int sOffset,
            int lds,
            float[] c,
            int cOffset,
            int ldc);

    /** Packs {@code alpha·B}, {@code [k, columns]} with columns ≤ NR, into a panel, filled up with zeros. */
    void pack(
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] panel,
            int panelOffset);

    /** {@code to[j, i] := from[i, j]}, from {@code [rows, columns]}. */
    void transpose(int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo);
}
