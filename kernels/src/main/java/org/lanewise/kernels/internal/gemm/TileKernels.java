package org.lanewise.kernels.internal.gemm;

/**
 * The seam between the loops and the micro-kernels. Each micro-kernel computes one full tile of C, {@code rows × NR}
 * or wider:
 *
 * <pre>
 * C[i, j] := S[i, j], then C[i, j] := fma(A[i, p], B[p, j], C[i, j]) for p = 0 … k − 1
 * </pre>
 *
 * S is C itself, which continues its chains, or any other start: {@code lds = 0} starts each row from the same one.
 * A <em>panel</em> is k rows of NR floats of B, one after the other, or of fewer at the right edge. A kernel returns at once
 * where k is negative: a cold start makes such calls.
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
    /** The rows of {@link #packing}. */
    int packingRows();

    /** NR: the columns of the widest panel. */
    int panelColumns();

    /** How many columns the next panel takes where {@code left} are left, at least 1. */
    int panelColumns(int left);

    /** The floats in a row of a panel that holds {@code columns}: whole vectors, the last filled up with zeros. */
    int panelWidth(int columns);

    /** MR: the most rows of {@link #tile} on so many columns, which are whole vectors. */
    int maxRows(int width);

    /**
     * Whether a product reads B in place: where so few rows of A share it that packing would cost more than it saves, or
     * where it is so small that the cost of a tile's start and end is most of the product's.
     */
    boolean streams(int m, int n, int k);

    /** The columns that {@link #tile} computes at a time where B is read in place, by the rows and columns of C. */
    int streamColumns(int rows, int n);

    /**
     * Whether one row of C is better computed by {@link #tile} than by {@link #row}: where B comes from near enough that
     * keeping C in registers counts for more than reading B from end to end.
     */
    boolean streamsRow(int n);

    /** Whether {@link #tile} takes so many last columns of a B that is read in place. */
    boolean readsInPlace(int columns);

    /**
     * Whether {@link #tile} takes any number of columns and writes no others, or only those that fill a panel's width. It
     * reads whole widths of S.
     */
    boolean stopsAtEdges();

    /**
     * A by rows: {@code A[i, p] = a[aOffset + i·lda + p]}; B by rows, {@code B[p, j] = b[bOffset + p·ldb + j]}: a panel, with
     * ldb = {@code panelWidth(columns)}, or in place and {@link #streamColumns} or {@link #readsInPlace} columns wide.
     */
    void tile(
            int rows,
            int columns,
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

    /** One row of C, two panels wide: the first at {@code panelOffset}, the second {@code step} floats behind it. */
    void pair(
            int k,
            float[] a,
            int aOffset,
            float[] panels,
            int panelOffset,
            int step,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset);

    /** One row of C, all of it, continued: {@code C[j] := fma(A[p], B[p, j], C[j])} for each p; B in place. */
    void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset);

    /** The rows of {@link #column}; 0 if there is no such kernel. */
    int columnRows();

    /**
     * A by rows, at most {@link #columnRows} of them, times a column: {@code y[i] := fma(A[i, p], B[p], y[i])} for each p,
     * {@code B[p] = b[bOffset + p·bStride]}. All of the {@code columnRows()} elements of y are overwritten.
     */
    void column(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset);

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

    /** Packs {@code alpha·B}, {@code [k, columns]} with columns ≤ NR, into a panel, filled up with zeros to its width. */
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

    /** {@code to[i, j] := from[i, j]}, {@code [rows, columns]}; a leading dimension of 0 repeats a row. */
    void copy(int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo);

    /** {@code to[j, i] := from[i, j]}, from {@code [rows, columns]}. */
    void transpose(int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo);
}
