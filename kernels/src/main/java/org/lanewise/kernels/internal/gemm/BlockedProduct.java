package org.lanewise.kernels.internal.gemm;

import java.util.Arrays;
import org.lanewise.kernels.Elementwise;

/**
 * One product at a time, by micro-kernels. Kept per thread with its scratch; the operands stand in fields, so that the
 * loops need not hand twenty numbers down.
 *
 * <p>The blocked loops are Goto and van de Geijn's (Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3),
 * 2008) as BLIS cuts them (Van Zee, van de Geijn, ACM TOMS 41(3), 2015), with three differences: A is read in place, or
 * copied block by block where its rows lie far apart or it is stored transposed;
 * a panel of B is packed by the first tile that needs it; each block of k continues the chains that stand in C.
 *
 * <pre>
 * for jc in 0 … n by NC                       columns of B and C
 *   for pc in 0 … k by KC
 *     for ic in 0 … m by MC                   A[ic, pc] stays in L2
 *       for jr in 0 … NC by NR                a panel of B comes from L1 or L2; packed where ic = 0
 *         for ir in 0 … MC by MR              a tile of C in registers: the micro-kernel loops over KC
 * </pre>
 */
final class BlockedProduct {
    /** The activation takes rows of about this many columns, while their block is in L2: 48 rows are 24 KiB. */
    private static final int ACTIVATED_COLUMNS = 128;

    /** From this many columns of C on, copying a block of A is little beside the products that read the copy. */
    private static final int COPIED_COLUMNS = 256;

    /**
     * Rows of A this far apart fall into the same cache sets and take a page each: read in place they cost more than a
     * copy (Zen 3, 1024³ and 768³: the copy is 1.2 times as fast). Nearer rows gain nothing.
     */
    private static final int COPIED_STRIDE = 512;

    /**
     * Keeps the rows of a copy of A one cache line further apart than they are long, as they are often as long as a power
     * of two, and a transposition writes down a column. Zen 5, Aᵀ·B, µs: 128 × 128 × 512 166 → 91, 784 × 512 × 512
     * 2,500 → 2,080.
     */
    private static final int PAD = 16;

    private final TileKernels tiles;
    private final Blocking blocking;
    private final int nr;

    /** The start of chains that neither continue others nor start from a bias. */
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

    private float[] packed;
    private int packedColumns;
    private int firstColumn;

    private float[] bias;
    private int biasOffset;
    private Elementwise activation;

    private boolean fresh;
    private float beta;
    private float[] c;
    private int cOffset;
    private int ldc;

    // The block of A and the panels of B at hand.
    private float[] blockOfA;
    private int blockOffset;
    private int blockLda;
    private float[] panelsOfB;

    // The start of the tile at hand.
    private float[] s;
    private int sOffset;
    private int lds;

    BlockedProduct(TileKernels tiles, Blocking blocking) {
        this.tiles = tiles;
        this.blocking = blocking;
        this.nr = tiles.panelColumns();
        this.zeros = new float[tiles.streamColumns(1)];
        this.edge = new float[tiles.maxRows() * nr];
    }

    /** Whether a product is under way. */
    boolean busy() {
        return c != null;
    }

    void setA(int m, float[] a, int aOffset, int aRowStride, int aColumnStride) {
        assert aRowStride == 1 || aColumnStride == 1;
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

    void setPackedB(int n, int k, float[] packed, int packedColumns, int firstColumn) {
        setB(n, k, 1, null, 0, 0, 0);
        this.packed = packed;
        this.packedColumns = packedColumns;
        this.firstColumn = firstColumn;
    }

    void setEpilogue(float[] bias, int biasOffset, Elementwise activation) {
        this.bias = bias;
        this.biasOffset = biasOffset;
        this.activation = activation;
    }

    void setC(float beta, float[] c, int cOffset, int ldc) {
        this.fresh = beta == 0;
        this.beta = beta;
        this.c = c;
        this.cOffset = cOffset;
        this.ldc = ldc;
    }

    void compute(GemmPath path) {
        try {
            switch (path) {
                case SCALE -> scale();
                case ROW -> row();
                case STREAM -> stream();
                case SWAPPED -> swapped();
                case BLOCKED, PACKED -> blocked();
            }
        } finally {
            // What is kept per thread must neither keep the caller's arrays alive nor, where an activation of the
            // caller's threw, serve the next product.
            a = null;
            b = null;
            packed = null;
            blockOfA = null;
            panelsOfB = null;
            bias = null;
            activation = null;
            c = null;
            s = null;
        }
    }

    private void scale() {
        startRows();
        activate(m, n, cOffset);
    }

    /** C := beta·C, zeros or the bias. */
    private void startRows() {
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * ldc;
            if (bias != null) {
                System.arraycopy(bias, biasOffset, c, row, n);
            } else if (beta == 0) {
                Arrays.fill(c, row, row + n, 0);
            } else if (beta != 1) {
                for (int j = 0; j < n; j++) {
                    c[row + j] *= beta;
                }
            }
        }
    }

    private void activate(int rows, int columns, int cFirst) {
        for (int i = 0; i < rows && activation != null; i++) {
            activation.apply(columns, c, cFirst + i * ldc, c, cFirst + i * ldc);
        }
    }

    private void row() {
        startRows();
        tiles.row(n, k, a, aOffset, b, bOffset, bRowStride, c, cOffset);
        activate(1, n, cOffset);
    }

    private void stream() {
        if (!fresh) {
            startRows();
        }
        int width = tiles.streamColumns(m);
        int j = 0;
        for (; j + width <= n; j += width) {
            start(fresh, j, cOffset + j);
            tiles.stream(
                    m, k, a, aOffset, aRowStride, b, bOffset + j, bRowStride, s, sOffset, lds, c, cOffset + j, ldc);
        }
        panels = atLeast(nr * Math.min(blocking.kc(), k), panels);
        panelsOfB = panels;
        blockOfA = a;
        blockLda = aRowStride;
        for (; j < n; j += nr) {
            int columns = Math.min(nr, n - j);
            for (int pc = 0; pc < k; pc += blocking.kc()) {
                int kc = Math.min(blocking.kc(), k - pc);
                blockOffset = aOffset + pc;
                tiles.pack(kc, columns, 1, b, bOffset + pc * bRowStride + j, bRowStride, 1, panels, 0);
                tile(0, m, columns, kc, 0, fresh && pc == 0, j, cOffset + j);
            }
        }
        activate(m, n, cOffset);
    }

    /** Where the chains of a tile start: in C, which they continue, or from the bias or zeros in each row. */
    private void start(boolean fromRow, int column, int cTile) {
        if (!fromRow) {
            s = c;
            sOffset = cTile;
            lds = ldc;
        } else if (bias != null) {
            s = bias;
            sOffset = biasOffset + column;
            lds = 0;
        } else {
            s = zeros;
            sOffset = 0;
            lds = 0;
        }
    }

    /** Cᵀ = Bᵀ·Aᵀ into scratch, and from there transposed into C. */
    private void swapped() {
        int rows = m;
        int columns = n;
        float[] target = c;
        int targetOffset = cOffset;
        int ldTarget = ldc;
        float[] right = a;
        int rightOffset = aOffset;
        int rightRowStride = aColumnStride;
        int rightColumnStride = aRowStride;
        Elementwise activationOfC = activation;
        swapped = atLeast(rows * columns, swapped);
        setA(columns, b, bOffset, bColumnStride, bRowStride);
        setB(rows, k, 1, right, rightOffset, rightRowStride, rightColumnStride);
        setC(0, swapped, 0, rows);
        activation = null;
        blocked();
        tiles.transpose(columns, rows, swapped, 0, rows, target, targetOffset, ldTarget);
        setC(0, target, targetOffset, ldTarget);
        activation = activationOfC;
        activate(rows, columns, targetOffset);
    }

    float[] pack(int k, int n, float[] b, int bOffset, int bRowStride, int bColumnStride) {
        float[] whole = new float[Math.multiplyExact(roundedUp(n), k)];
        for (int pc = 0; pc < k; pc += blocking.kc()) {
            int kc = Math.min(blocking.kc(), k - pc);
            for (int j = 0; j < n; j += nr) {
                int from = bOffset + pc * bRowStride + j * bColumnStride;
                int columns = Math.min(nr, n - j);
                tiles.pack(kc, columns, 1, b, from, bRowStride, bColumnStride, whole, pc * roundedUp(n) + j * kc);
            }
        }
        return whole;
    }

    private void blocked() {
        if (!fresh) {
            startRows();
        }
        int mc = blocking.mc();
        int kc = blocking.kc();
        int nc = blocking.nc();
        if (packed == null) {
            panels = atLeast(roundedUp(Math.min(nc, n)) * Math.min(kc, k), panels);
        }
        for (int jc = 0; jc < n; jc += nc) {
            for (int pc = 0; pc < k; pc += kc) {
                for (int ic = 0; ic < m; ic += mc) {
                    block(ic, Math.min(mc, m - ic), jc, Math.min(nc, n - jc), pc, Math.min(kc, k - pc));
                }
            }
        }
    }

    private void block(int ic, int mc, int jc, int nc, int pc, int kc) {
        readBlockOfA(ic, mc, pc, kc, nc);
        boolean fromRow = fresh && pc == 0;
        boolean last = pc + kc == k;
        boolean packNow = packed == null && ic == 0;
        boolean packInTile = packNow && bColumnStride == 1 && alpha == 1 && mc >= tiles.packingRows();
        panelsOfB = packed == null ? panels : packed;
        int activated = 0;
        for (int jr = 0; jr < nc; jr += nr) {
            int columns = Math.min(nr, nc - jr);
            int column = jc + jr;
            int cPanel = cOffset + ic * ldc + column;
            int panel = packed == null ? jr * kc : pc * roundedUp(packedColumns) + (firstColumn + column) * kc;
            int ir = 0;
            if (packNow) {
                int bPanel = bOffset + pc * bRowStride + column * bColumnStride;
                if (packInTile && columns == nr) {
                    start(fromRow, column, cPanel);
                    tiles.packing(
                            kc,
                            blockOfA,
                            blockOffset,
                            blockLda,
                            b,
                            bPanel,
                            bRowStride,
                            panels,
                            panel,
                            s,
                            sOffset,
                            lds,
                            c,
                            cPanel,
                            ldc);
                    ir = tiles.packingRows();
                } else {
                    tiles.pack(kc, columns, alpha, b, bPanel, bRowStride, bColumnStride, panels, panel);
                }
            }
            tiles(mc, ir, columns, kc, panel, fromRow, column, cPanel);
            if (last && (jr + nr - activated >= ACTIVATED_COLUMNS || jr + nr >= nc)) {
                activate(mc, Math.min(jr + nr, nc) - activated, cOffset + ic * ldc + jc + activated);
                activated = jr + nr;
            }
        }
    }

    /** Where the tiles read A: in place, or in a copy whose rows are contiguous and follow each other. */
    private void readBlockOfA(int ic, int mc, int pc, int kc, int nc) {
        blockOffset = aOffset + ic * aRowStride + pc * aColumnStride;
        boolean byRows = aColumnStride == 1;
        if (byRows && (nc < COPIED_COLUMNS || aRowStride < COPIED_STRIDE)) {
            blockOfA = a;
            blockLda = aRowStride;
            return;
        }
        int lda = kc + PAD;
        copyOfA = atLeast(mc * lda, copyOfA);
        if (byRows) {
            copy(mc, kc, a, blockOffset, aRowStride, copyOfA, 0, lda);
        } else {
            tiles.transpose(kc, mc, a, blockOffset, aColumnStride, copyOfA, 0, lda);
        }
        blockOfA = copyOfA;
        blockOffset = 0;
        blockLda = lda;
    }

    /** The tiles of a panel, of nearly equal height: 32 rows are 5 + 5 + 5 + 5 + 6 + 6, not 5 times 6 and a slow 2. */
    private void tiles(int mc, int first, int columns, int kc, int panel, boolean fromRow, int column, int cPanel) {
        int most = tiles.maxRows();
        int left = (mc - first + most - 1) / most;
        for (int ir = first; ir < mc; left--) {
            int rows = (mc - ir) / left;
            tile(ir, rows, columns, kc, panel, fromRow, column, cPanel + ir * ldc);
            ir += rows;
        }
    }

    private void tile(int ir, int rows, int columns, int kc, int panel, boolean fromRow, int column, int cTile) {
        start(fromRow, column, cTile);
        if (columns == nr) {
            fullTile(ir, rows, kc, panel, c, cTile, ldc);
            return;
        }
        // A full tile would read and write beyond the edge of C and of the bias.
        copy(fromRow ? 1 : rows, columns, s, sOffset, lds, edge, 0, nr);
        s = edge;
        sOffset = 0;
        lds = fromRow ? 0 : nr;
        fullTile(ir, rows, kc, panel, edge, 0, nr);
        copy(rows, columns, edge, 0, nr, c, cTile, ldc);
    }

    private void fullTile(int ir, int rows, int kc, int panel, float[] to, int toOffset, int ldTo) {
        int aTile = blockOffset + ir * blockLda;
        tiles.rows(rows, kc, blockOfA, aTile, blockLda, panelsOfB, panel, s, sOffset, lds, to, toOffset, ldTo);
    }

    private int roundedUp(int columns) {
        return (columns + nr - 1) / nr * nr;
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
