package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.V;

import org.lanewise.kernels.internal.gemm.TileKernels;

/**
 * The micro-kernels whose panels are 4 vectors wide: each call finds the one for its number of rows. With masks, what is
 * left at the right edge goes to narrower panels and to the kernels that stop at the edge.
 */
final class Tiles4v implements TileKernels {
    private static final int NR = 4 * V;

    private final boolean masked;

    /** @param masked whether the machine has masks for vectors */
    Tiles4v(boolean masked) {
        this.masked = masked;
    }

    @Override
    public int packingRows() {
        return 6;
    }

    @Override
    public int panelColumns() {
        return NR;
    }

    /** A panel of 4 vectors holds no ragged edge: 49 to 63 columns are 32 and the rest, 17 to 31, at 512 bits. */
    @Override
    public int panelColumns(int left) {
        return left >= NR ? NR : masked && left > 3 * V ? 2 * V : left;
    }

    @Override
    public int panelWidth(int columns) {
        return masked ? (columns + V - 1) / V * V : NR;
    }

    @Override
    public int maxRows(int width) {
        return width > 2 * V ? 6 : 8;
    }

    @Override
    public boolean stopsAtEdges() {
        return masked;
    }

    /**
     * Zen 5, 512 bits, share of the FMA peak in place / packed: 16 × 16 × 16 0.24 / 0.19, 48 × 48 × 48 0.75 / 0.65, 12 × 256 ×
     * 256 0.80 / 0.75, 24 × 512 × 512 0.78 / 0.68; but 64 × 64 × 64 0.68 / 0.83, 16 × 1024 × 1024 0.57 / 0.68, 48 × 512 × 512 0.71
     * / 0.80: rows of B that straddle cache lines, and lie far apart, cost more the more tiles read them.
     */
    @Override
    public boolean streams(int m, int n, int k) {
        if (!masked) {
            return m <= 6;
        }
        boolean wholeVectors = n % V == 0;
        return m <= 8 || wholeVectors && (m <= 24 && (long) n * k <= 1 << 18 || m <= 48 && n < NR);
    }

    @Override
    public boolean readsInPlace(int columns) {
        return masked && columns % V == 0;
    }

    @Override
    public int streamColumns(int rows, int n) {
        return switch (rows) {
            case 1 -> n % (16 * V) == 0 ? 16 * V : 8 * V;
            case 7, 8 -> 2 * V;
            default -> NR;
        };
    }

    /**
     * Zen 5, 512 bits, speed of {@link #row} over that of {@link #tile} at n × k: 128 × 128 0.56, 256 × 256 0.93, 256 × 784
     * 0.81, 512 × 512 0.91, 512 × 784 0.96; but 1024 × 256 1.04, 1024 × 1024 1.06, 2048 × 2048 1.9.
     */
    @Override
    public boolean streamsRow(int n) {
        return n == 8 * V || n == 16 * V || n == 32 * V;
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
        if (columns < NR) {
            narrow(rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
        } else if (ldb == NR) {
            panel(rows, k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
        } else {
            stream(rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
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
            case 6 -> RowTiles4v.rows6x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> RowTiles4v.rows5x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> RowTiles4v.rows4x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> RowTiles4v.rows3x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 2 -> RowTiles4v.rows2x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            case 1 -> RowTiles4v.rows1x4v(k, a, aOffset, lda, b, bOffset, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
    }

    private static void stream(
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
        switch (rows) {
            case 1 -> {
                if (columns == 16 * V) {
                    StreamTiles4v.stream1x16v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
                } else {
                    StreamTiles4v.stream1x8v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
                }
            }
            case 2 -> StreamTiles4v.stream2x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 3 -> StreamTiles4v.stream3x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 4 -> StreamTiles4v.stream4x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 5 -> StreamTiles4v.stream5x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            case 6 -> StreamTiles4v.stream6x4v(k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
            default -> throw new AssertionError(rows);
        }
    }

    private static void narrow(
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
        if (columns > 2 * V) {
            NarrowTiles.narrow6x3v(
                    rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
        } else if (columns > V) {
            NarrowTiles.narrow8x2v(
                    rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
        } else if (rows == 1) {
            NarrowTiles.narrow1x1v(columns, k, a, aOffset, b, bOffset, ldb, s, sOffset, c, cOffset);
        } else {
            NarrowTiles.narrow8x1v(
                    rows, columns, k, a, aOffset, lda, b, bOffset, ldb, s, sOffset, lds, c, cOffset, ldc);
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
        RowTiles4v.pair1x8v(k, a, aOffset, panels, panelOffset, step, s, sOffset, c, cOffset);
    }

    @Override
    public void row(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        RowSums.sum(n, k, a, aOffset, b, bOffset, ldb, c, cOffset);
    }

    @Override
    public int columnRows() {
        return masked && V == ColumnTiles.SIZE ? ColumnTiles.SIZE : 0;
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
        ColumnTiles.column(rows, k, a, aOffset, lda, b, bOffset, bStride, y, yOffset);
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
        StreamTiles4v.packing6x4v(
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
        SimdPacking.pack(
                panelWidth(columns), k, columns, alpha, b, bOffset, bRowStride, bColumnStride, panel, panelOffset);
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
