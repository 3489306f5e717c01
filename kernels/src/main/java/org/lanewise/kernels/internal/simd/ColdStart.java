package org.lanewise.kernels.internal.simd;

import org.lanewise.kernels.internal.gemm.TileKernels;

/**
 * Brings micro-kernels to compiled speed early. HotSpot hands a method to its last compiler after 5,000 calls, or after 600
 * calls and 15,000 calls and rounds of loops together; until then a vector operation costs half a microsecond. And a
 * method that loops long in its first calls is first compiled from the middle of its loop, where vectors are boxed: that
 * takes twice as long as the real compilation, which has to wait for it, and is worthless. So a kernel's first calls do a
 * few rounds each, and each is followed by empty ones, with k = −1, at which a kernel returns at once. A chain of fused
 * multiply-adds that pauses in memory has the same bits.
 *
 * <p>Seconds from the first call until 85 % of the speed, two Zen 5 cores, without / with this: 512³ 3.7 / 1.2, 4×512×512
 * 1.5 / 0.5; with empty ones after each product only, 512³ 2.3, 32×1024×1024 0.85 in place of 0.45.
 *
 * <p>Calls are counted without synchronisation: a lost count costs one more short call.
 */
final class ColdStart implements TileKernels {
    /** Rounds of a call: so few that no loop is compiled by itself, which takes 40,000. */
    private static final int ROUNDS = 8;

    /** The same for {@link #column}, whose loop takes 16 of k in a round. */
    private static final int COLUMN_ROUNDS = 32;

    /** Empty calls after each: more, and C2 would take the kernel's body for something rare. */
    private static final int EMPTY_CALLS = 20;

    /** With the empty ones, more than the 200 + 5,000 calls after which the last compiler gets the method. */
    private static final int CALLS = 300;

    /** In panels. */
    private static final int WIDEST_STREAM = 4;

    private final TileKernels kernels;
    private final int kinds;
    private final int[] calls;
    private int callsOfPair;
    private int callsOfColumn;
    private int callsOfPacking;

    /**
     * These micro-kernels, brought to speed.
     *
     * @param kernels which return at once where k is negative
     */
    ColdStart(TileKernels kernels) {
        this.kernels = kernels;
        int mostRows = 0;
        for (int columns = 1; columns <= kernels.panelColumns(); columns++) {
            mostRows = Math.max(mostRows, kernels.maxRows(kernels.panelWidth(columns)));
        }
        this.kinds = kernels.panelColumns() + WIDEST_STREAM + 1;
        this.calls = new int[(mostRows + 1) * kinds];
    }

    @Override
    public int packingRows() {
        return kernels.packingRows();
    }

    @Override
    public int panelColumns() {
        return kernels.panelColumns();
    }

    @Override
    public int panelColumns(int left) {
        return kernels.panelColumns(left);
    }

    @Override
    public int panelWidth(int columns) {
        return kernels.panelWidth(columns);
    }

    @Override
    public int maxRows(int width) {
        return kernels.maxRows(width);
    }

    @Override
    public boolean stopsAtEdges() {
        return kernels.stopsAtEdges();
    }

    @Override
    public int streamColumns(int rows, int n) {
        return kernels.streamColumns(rows, n);
    }

    @Override
    public boolean streamsRow(int n) {
        return kernels.streamsRow(n);
    }

    @Override
    public boolean streams(int m, int n, int k) {
        return kernels.streams(m, n, k);
    }

    @Override
    public boolean readsInPlace(int columns) {
        return kernels.readsInPlace(columns);
    }

    @Override
    public void tile(
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
            int ldc) {
        int width = Math.max(columns, kernels.panelWidth(columns));
        int kernel = kernel(rows, width, ldb);
        if (k < 0 || calls[kernel] >= CALLS) {
            kernels.tile(rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            return;
        }
        boolean whole = columns == width;
        // Over the edge of C there is no place for a chain to pause.
        float[] pause = whole ? c : new float[rows * width];
        int pauseOffset = whole ? cOffset : 0;
        int ldPause = whole ? ldc : width;
        for (int p = 0; p < k; p += ROUNDS) {
            boolean first = p == 0;
            boolean last = p + ROUNDS >= k;
            kernels.tile(
                    rows,
                    last ? columns : width,
                    Math.min(k - p, ROUNDS),
                    a,
                    aOffset + p,
                    lda,
                    b,
                    bOffset + p * ldb,
                    ldb,
                    first ? s : pause,
                    first ? sOffset : pauseOffset,
                    first ? lds : ldPause,
                    last ? c : pause,
                    last ? cOffset : pauseOffset,
                    last ? ldc : ldPause);
            calls[kernel]++;
            for (int i = 0; i < EMPTY_CALLS; i++) {
                kernels.tile(rows, columns, -1, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            }
        }
    }

    /** The number of a kernel, which depends on the rows, the width and, for whole panels, whether B is one. */
    private int kernel(int rows, int width, int ldb) {
        int nr = kernels.panelColumns();
        int kind = width < nr || ldb == nr ? width : nr + width / nr;
        return rows * kinds + kind;
    }

    @Override
    public void pair(
            int k,
            float[] a,
            int aOffset,
            float[] panels,
            int panelOffset,
            int step,
            float[] s,
            int sOffset,
            float[] c,
            int cOffset) {
        if (k < 0 || callsOfPair >= CALLS) {
            kernels.pair(k, a, aOffset, panels, panelOffset, step, s, sOffset, c, cOffset);
            return;
        }
        for (int p = 0; p < k; p += ROUNDS) {
            boolean first = p == 0;
            kernels.pair(
                    Math.min(k - p, ROUNDS),
                    a,
                    aOffset + p,
                    panels,
                    panelOffset + p * kernels.panelColumns(),
                    step,
                    first ? s : c,
                    first ? sOffset : cOffset,
                    c,
                    cOffset);
            callsOfPair++;
            for (int i = 0; i < EMPTY_CALLS; i++) {
                kernels.pair(-1, a, aOffset, panels, panelOffset, step, s, sOffset, c, cOffset);
            }
        }
    }

    @Override
    public void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        kernels.row(n, k, a, aOffset, b, bOffset, ldb, c, cOffset);
    }

    @Override
    public int columnRows() {
        return kernels.columnRows();
    }

    @Override
    public void column(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        if (k < 0 || callsOfColumn >= CALLS) {
            kernels.column(rows, k, a, aOffset, lda, b, bOffset, bStride, y, yOffset);
            return;
        }
        for (int p = 0; p < k; p += COLUMN_ROUNDS) {
            int rounds = Math.min(k - p, COLUMN_ROUNDS);
            kernels.column(rows, rounds, a, aOffset + p, lda, b, bOffset + p * bStride, bStride, y, yOffset);
            callsOfColumn++;
            for (int i = 0; i < EMPTY_CALLS; i++) {
                kernels.column(rows, -1, a, aOffset, lda, b, bOffset, bStride, y, yOffset);
            }
        }
    }

    @Override
    public void packing(
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
            int ldc) {
        if (k < 0 || callsOfPacking >= CALLS) {
            kernels.packing(k, a, aOffset, lda, b, bOffset, ldb, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            return;
        }
        for (int p = 0; p < k; p += ROUNDS) {
            boolean first = p == 0;
            kernels.packing(
                    Math.min(k - p, ROUNDS),
                    a,
                    aOffset + p,
                    lda,
                    b,
                    bOffset + p * ldb,
                    ldb,
                    panel,
                    panelOffset + p * kernels.panelColumns(),
                    first ? s : c,
                    first ? sOffset : cOffset,
                    first ? lds : ldc,
                    c,
                    cOffset,
                    ldc);
            callsOfPacking++;
            for (int i = 0; i < EMPTY_CALLS; i++) {
                kernels.packing(
                        -1, a, aOffset, lda, b, bOffset, ldb, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            }
        }
    }

    @Override
    public void pack(
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] panel,
            int panelOffset) {
        kernels.pack(k, columns, alpha, b, bOffset, bRowStride, bColumnStride, panel, panelOffset);
    }

    @Override
    public void copy(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        kernels.copy(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
    }

    @Override
    public void transpose(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        kernels.transpose(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
    }
}
