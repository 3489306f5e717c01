package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.V;

import org.lanewise.kernels.internal.gemm.TileKernels;

/** The micro-kernels whose panels are 2 vectors wide: each call finds the one for its number of rows. */
final class Tiles2v implements TileKernels {
    private static final int NR = 2 * V;

    @Override
    public int packingRows() {
        return 4;
    }

    @Override
    public int panelColumns() {
        return NR;
    }

    @Override
    public int panelColumns(int left) {
        return Math.min(left, NR);
    }

    @Override
    public int panelWidth(int columns) {
        return NR;
    }

    @Override
    public int maxRows(int width) {
        return 6;
    }

    @Override
    public boolean stopsAtEdges() {
        return false;
    }

    @Override
    public boolean streams(int m, int n, int k) {
        return m <= 6;
    }

    @Override
    public boolean readsInPlace(int columns) {
        return false;
    }

    @Override
    public int streamColumns(int rows, int n) {
        return switch (rows) {
            case 1 -> 8 * V;
            case 2 -> 4 * V;
            default -> NR;
        };
    }

    /**
     * Zen 3, 256 bits, speed of {@link #row} over that of {@link #tile} at n × k: 64 × 64 0.6, 128 × 128 0.9; but 100 × 64
     * 2.2, 256 × 256 1.2, 256 × 784 1.1, 1024 × 1024 1.5, 2048 × 2048 3.
     */
    @Override
    public boolean streamsRow(int n) {
        return n == 8 * V || n == 16 * V;
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
        if (ldb == NR) {
            panel(rows, k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
        } else {
            stream(rows, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
        }
    }

    private static void panel(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            float[] s,
            int sOffset,
            int lds,
            float[] c,
            int cOffset,
            int ldc) {
        switch (rows) {
            case 6 -> RowTiles2v.rows6x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> RowTiles2v.rows5x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> RowTiles2v.rows4x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> RowTiles2v.rows3x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 2 -> RowTiles2v.rows2x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 1 -> RowTiles2v.rows1x2v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
    }

    private static void stream(
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
            int ldc) {
        switch (rows) {
            case 1 -> StreamTiles2v.stream1x8v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 2 -> StreamTiles2v.stream2x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> StreamTiles2v.stream3x2v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> StreamTiles2v.stream4x2v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> StreamTiles2v.stream5x2v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 6 -> StreamTiles2v.stream6x2v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
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
        RowTiles2v.pair1x4v(k, a, aOffset, panels, panelOffset, step, s, sOffset, c, cOffset);
    }

    @Override
    public void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        RowSums.sum(n, k, a, aOffset, b, bOffset, ldb, c, cOffset);
    }

    @Override
    public int columnRows() {
        return 0;
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
        throw new AssertionError("column");
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
        StreamTiles2v.packing4x2v(
                k, a, aOffset, lda, b, bOffset, ldb, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
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
        SimdPacking.pack(NR, k, columns, alpha, b, bOffset, bRowStride, bColumnStride, panel, panelOffset);
    }

    @Override
    public void copy(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        SimdCopy.copy(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
    }

    @Override
    public void transpose(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        SimdTranspose.transpose(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
    }
}
