package org.lanewise.kernels.internal.gemm;

import java.util.Arrays;

/**
 * One product at a time, by micro-kernels. Kept per thread with its scratch; the operands stand in fields, so that the
 * loops need not hand twenty numbers down.
 *
 * <p>The blocked loops are Goto and van de Geijn's (Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3),
 * 2008) as BLIS cuts them (Van Zee, van de Geijn, ACM TOMS 41(3), 2015), with three differences: A is read in place;
 * a panel of B is packed by the first tile that needs it; each block of k continues the chains that stand in C.
 *
 * <pre>
 * for jc in 0 … n by NC                       columns of B and C
 *   for pc in 0 … k by KC
 *     for ic in 0 … m by MC                   A[ic, pc] stays in L2
 *       for jr in 0 … NC by NR                a panel of B stays in L1; packed where ic = 0
 *         for ir in 0 … MC by MR              a tile of C in registers: the micro-kernel loops over KC
 * </pre>
 */
final class BlockedProduct {
    private final TileKernels tiles;
    private final Blocking blocking;
    private final int nr;

    /** NR zeros: the start of every chain that does not continue another. */
    private final float[] zeros;

    /** A tile at the right edge of C is computed here. */
    private final float[] edge;

    private float[] panels = new float[0];
    private float[] copyOfA = new float[0];
    private float[] swapped = new float[0];

    private int m;
    private float[] a;
    private int aOffset;
    private int aRowStride;
    private int aColumnStride;

    private int n;
    private int k;
    private float alpha;
    private float[] b;
    private int bOffset;
    private int bRowStride;
    private int bColumnStride;

    private boolean fresh;
    private float beta;
    private float[] c;
    private int cOffset;
    private int ldc;

    BlockedProduct(TileKernels tiles, Blocking blocking) {
        this.tiles = tiles;
        this.blocking = blocking;
        this.nr = tiles.panelColumns();
        this.zeros = new float[tiles.streamColumns(1)];
        this.edge = new float[tiles.maxRows() * nr];
    }

    void setA(int m, float[] a, int aOffset, int aRowStride, int aColumnStride) {
        this.m = m;
        this.a = a;
        this.aOffset = aOffset;
        this.aRowStride = aRowStride;
        this.aColumnStride = aColumnStride;
    }

    void setB(int n, int k, float alpha, float[] b, int bOffset, int bRowStride, int bColumnStride) {
        this.n = n;
        this.k = k;
        this.alpha = alpha;
        this.b = b;
        this.bOffset = bOffset;
        this.bRowStride = bRowStride;
        this.bColumnStride = bColumnStride;
    }

    void setC(float beta, float[] c, int cOffset, int ldc) {
        this.fresh = beta == 0;
        this.beta = beta;
        this.c = c;
        this.cOffset = cOffset;
        this.ldc = ldc;
    }

    void compute(GemmPath path) {
        if (path == GemmPath.SCALE || !fresh && beta != 1) {
            scale();
        }
        switch (path) {
            case SCALE -> {}
            case STREAM -> stream();
            case SWAPPED -> swapped();
            case BLOCKED -> blocked();
        }
        // The scratch of a thread must not keep the caller's arrays alive.
        a = null;
        b = null;
        c = null;
    }

    private void scale() {
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * ldc;
            if (beta == 0) {
                Arrays.fill(c, row, row + n, 0);
            } else {
                for (int j = 0; j < n; j++) {
                    c[row + j] *= beta;
                }
            }
        }
    }

    private void stream() {
        copyAByRows();
        int width = tiles.streamColumns(m);
        int j = 0;
        for (; j + width <= n; j += width) {
            float[] s = fresh ? zeros : c;
            int sOffset = fresh ? 0 : cOffset + j;
            int lds = fresh ? 0 : ldc;
            tiles.stream(
                    m, k, a, aOffset, aRowStride, b, bOffset + j, bRowStride, s, sOffset, lds, c, cOffset + j, ldc);
        }
        panels = atLeast(nr * k, panels);
        for (; j < n; j += nr) {
            int columns = Math.min(nr, n - j);
            tiles.pack(k, columns, 1, b, bOffset + j, bRowStride, 1, panels, 0);
            tile(m, columns, k, aOffset, 0, fresh, cOffset + j);
        }
    }

    /** Leaves A with contiguous rows: as it is, or, where it is stored transposed, copied. */
    private void copyAByRows() {
        if (aColumnStride != 1) {
            copyOfA = atLeast(m * k, copyOfA);
            tiles.transpose(k, m, a, aOffset, aColumnStride, copyOfA, 0, k);
            setA(m, copyOfA, 0, k, 1);
        }
    }

    private void swapped() {
        float[] target = c;
        int targetOffset = cOffset;
        int ldTarget = ldc;
        int rows = m;
        int columns = n;
        swapped = atLeast(m * n, swapped);
        float[] right = a;
        int rightOffset = aOffset;
        int rightRowStride = aRowStride;
        int rightColumnStride = aColumnStride;
        setA(columns, b, bOffset, bColumnStride, 1);
        setB(rows, k, 1, right, rightOffset, rightColumnStride, rightRowStride);
        setC(0, swapped, 0, rows);
        blocked();
        tiles.transpose(columns, rows, swapped, 0, rows, target, targetOffset, ldTarget);
    }

    private void blocked() {
        int mc = blocking.mc();
        int kc = blocking.kc();
        int nc = blocking.nc();
        panels = atLeast((Math.min(nc, n) + nr - 1) / nr * nr * Math.min(kc, k), panels);
        for (int jc = 0; jc < n; jc += nc) {
            for (int pc = 0; pc < k; pc += kc) {
                for (int ic = 0; ic < m; ic += mc) {
                    block(ic, Math.min(mc, m - ic), jc, Math.min(nc, n - jc), pc, Math.min(kc, k - pc));
                }
            }
        }
    }

    private void block(int ic, int mc, int jc, int nc, int pc, int kc) {
        int aBlock = aOffset + ic * aRowStride + pc * aColumnStride;
        int bBlock = bOffset + pc * bRowStride + jc * bColumnStride;
        int cBlock = cOffset + ic * ldc + jc;
        boolean start = fresh && pc == 0;
        boolean packWhileComputing =
                bColumnStride == 1 && aColumnStride == 1 && alpha == 1 && mc >= tiles.packingRows();
        for (int jr = 0; jr < nc; jr += nr) {
            int columns = Math.min(nr, nc - jr);
            int panel = jr * kc;
            int bPanel = bBlock + jr * bColumnStride;
            int ir = 0;
            if (ic == 0) {
                if (packWhileComputing && columns == nr) {
                    packingTile(kc, aBlock, bPanel, panel, start, cBlock + jr);
                    ir = tiles.packingRows();
                } else {
                    tiles.pack(kc, columns, alpha, b, bPanel, bRowStride, bColumnStride, panels, panel);
                }
            }
            tiles(mc, ir, columns, kc, aBlock, panel, start, cBlock + jr);
        }
    }

    /** The tiles of a panel, of nearly equal height: 32 rows are 5 + 5 + 5 + 5 + 6 + 6, not 5 times 6 and a slow 2. */
    private void tiles(int mc, int first, int columns, int kc, int aBlock, int panel, boolean start, int cPanel) {
        int most = aColumnStride == 1 ? tiles.maxRows() : tiles.maxRowsOfColumns();
        int left = (mc - first + most - 1) / most;
        for (int ir = first; ir < mc; left--) {
            int rows = (mc - ir) / left;
            tile(rows, columns, kc, aBlock + ir * aRowStride, panel, start, cPanel + ir * ldc);
            ir += rows;
        }
    }

    private void packingTile(int kc, int aTile, int bPanel, int panel, boolean start, int cTile) {
        float[] s = start ? zeros : c;
        int sOffset = start ? 0 : cTile;
        int lds = start ? 0 : ldc;
        tiles.packing(kc, a, aTile, aRowStride, b, bPanel, bRowStride, panels, panel, s, sOffset, lds, c, cTile, ldc);
    }

    private void tile(int rows, int columns, int kc, int aTile, int panel, boolean start, int cTile) {
        if (columns == nr) {
            float[] s = start ? zeros : c;
            fullTile(rows, kc, aTile, panel, s, start ? 0 : cTile, start ? 0 : ldc, c, cTile, ldc);
            return;
        }
        if (!start) {
            copy(rows, columns, c, cTile, ldc, edge, 0, nr);
        }
        fullTile(rows, kc, aTile, panel, start ? zeros : edge, 0, start ? 0 : nr, edge, 0, nr);
        copy(rows, columns, edge, 0, nr, c, cTile, ldc);
    }

    private void fullTile(
            int rows,
            int kc,
            int aTile,
            int panel,
            float[] s,
            int sOffset,
            int lds,
            float[] to,
            int toOffset,
            int ldTo) {
        if (aColumnStride == 1) {
            tiles.rows(rows, kc, a, aTile, aRowStride, panels, panel, s, sOffset, lds, to, toOffset, ldTo);
        } else {
            tiles.columns(rows, kc, a, aTile, aColumnStride, panels, panel, s, sOffset, lds, to, toOffset, ldTo);
        }
    }

    private static void copy(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, fromOffset + i * ldFrom, to, toOffset + i * ldTo, columns);
        }
    }

    private static float[] atLeast(int length, float[] buffer) {
        return buffer.length < length ? new float[length] : buffer;
    }
}
