package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.V;

import org.lanewise.kernels.internal.gemm.TileKernels;

/** The micro-kernels whose panels are 4 vectors wide: each call finds the one for its number of rows. */
final class Tiles4v implements TileKernels {
    private static final int NR = 4 * V;

    @Override
    public int maxRows() {
        return 6;
    }

    @Override
    public int packingRows() {
        return 4;
    }

    @Override
    public int panelColumns() {
        return NR;
    }

    @Override
    public int streamColumns(int rows) {
        return switch (rows) {
            case 1 -> 8 * V;
            default -> NR;
        };
    }

    @Override
    public void rows(
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
            int ldc) {
        switch (rows) {
            case 6 -> RowTiles4v.rows6x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> RowTiles4v.rows5x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> RowTiles4v.rows4x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> RowTiles4v.rows3x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            case 2 -> RowTiles4v.rows2x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            case 1 -> RowTiles4v.rows1x4v(k, a, aOffset, lda, panel, panelOffset, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
    }

    @Override
    public void stream(
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
            case 1 -> StreamTiles4v.stream1x8v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 2 -> StreamTiles4v.stream2x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> StreamTiles4v.stream3x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> StreamTiles4v.stream4x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> StreamTiles4v.stream5x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 6 -> StreamTiles4v.stream6x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
    }

    @Override
    public void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        RowSums.sum(n, k, a, aOffset, b, bOffset, ldb, c, cOffset);
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
        StreamTiles4v.packing4x4v(
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
    public void transpose(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        SimdTranspose.transpose(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
    }
}
