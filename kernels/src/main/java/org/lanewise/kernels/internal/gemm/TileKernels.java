package org.lanewise.kernels.internal.gemm;

/**
 * The seam between the blocked loops and the micro-kernels: one tile of C, and the packing of B that it reads.
 *
 * <pre>
 *                          panel of B: k rows of NR floats, one after the other
 *                          +----- NR ------+
 *                          | b0 b1 …       | p = 0
 *                          |               | …
 *    A in place, rows      |               | p = k - 1
 *    lda apart             +---------------+
 *   +------- k -------+    +---------------+
 *   | a0 ->           |    |               |
 *   | a1 ->           | MR |    tile of C  |  starts from s, ends in c
 *   +-----------------+    +---------------+
 * </pre>
 */
public interface TileKernels {
    /** MR: the most rows of a tile. */
    int maxRows();

    /** NR: the columns of a tile. */
    int columns();

    /**
     * {@code C[i, j] = S[i, j]} continued by {@code fma(A[i, p], B[p, j], ·)} for p = 0 … k − 1, for a full tile of
     * {@code rows × NR}. S may be C; {@code lds = 0} starts each row from the same one.
     *
     * @param rows 1 … MR
     */
    void multiply(
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

    /**
     * Packs {@code alpha·B}, {@code [k, n]}, into panels of NR columns; the last one is filled up with zeros.
     * Panel j starts at {@code packedOffset + j·k·NR}.
     */
    void packB(
            int k,
            int n,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] packed,
            int packedOffset);

    /** Copies A, {@code [m, k]}, into rows that follow each other: {@code packed[packedOffset + i·ldPacked + p]}. */
    void packA(
            int m,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] packed,
            int packedOffset,
            int ldPacked);
}
