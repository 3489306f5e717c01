package org.lanewise.kernels.internal.gemm;

import java.util.Arrays;
import org.lanewise.kernels.Elementwise;

/**
 * One product at a time, by micro-kernels. Kept per thread with its scratch; the operands stand in fields, so that the
 * loops need not hand twenty numbers down.
 *
 * <p>The blocked loops are Goto and van de Geijn's (Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3),
 * 2008) as BLIS cuts them (Van Zee, van de Geijn, ACM TOMS 41(3), 2015), with four differences: the block that stays in L2 is
 * one of B, and A streams past it; A is read in place, or copied where it is stored transposed or its rows lie far apart; a
 * panel of B is packed by the first tile that needs it; each block of k continues the chains that stand in C.
 *
 * <pre>
 * for is in 0 … m by slabs                    A[is, pc] stays in L3
 *   for pc in 0 … k by KC
 *     for jc in 0 … n by NC                   B[pc, jc], packed, stays in L2
 *       for ic in the slab by MC              A[ic, pc] comes to L1
 *         for jr in 0 … NC by NR              a panel of B; packed where ic = is
 *           for ir in 0 … MC by MR            a tile of C in registers: the micro-kernel loops over KC
 * </pre>
 */
final class BlockedProduct {
    /**
     * Where panels start in their array. An array's data starts 16 bytes into the object; an object that is so large that G1
     * gives it regions of its own starts at a multiple of 64 bytes, and then so does float 12. A vector of 512 bits at such
     * an address lies in one cache line, else in two. Zen 5: the micro-kernel gains 3 to 4 % of the peak, packing a fifth;
     * other collectors gain nothing and lose nothing.
     */
    private static final int ALIGNED = 12;

    /** 1 MiB, which makes it so large where G1 has regions of less than 2 MiB, as it has for heaps below some 4 GiB. */
    private static final int LEAST_PANELS = 1 << 18;

    private final TileKernels tiles;
    private final Blocking blocking;
    private final int nr;

    /** The start of chains that neither continue others nor start from a bias. */
    private final float[] zeros;

    /** A tile at the right edge of C is computed here. */
    private final float[] edge;

    private final RowsOfA rowsOfA;

    private float[] panels = new float[0];
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

    BlockedProduct(TileKernels tiles, Blocking blocking) {
        this.tiles = tiles;
        this.blocking = blocking;
        this.nr = tiles.panelColumns();
        this.zeros = new float[tiles.streamColumns(1, 0)];
        this.edge = new float[largestTile(tiles)];
        this.rowsOfA = new RowsOfA(tiles, blocking.farApart());
    }

    private static int largestTile(TileKernels tiles) {
        int largest = 0;
        for (int columns = 1; columns <= tiles.panelColumns(); columns++) {
            int width = tiles.panelWidth(columns);
            largest = Math.max(largest, tiles.maxRows(width) * width);
        }
        return largest;
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
                case COLUMN -> column();
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
            rowsOfA.clear();
            bias = null;
            activation = null;
            c = null;
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
        if (activation != null && columns == ldc) {
            activation.apply(rows * columns, c, cFirst, c, cFirst);
        } else if (activation != null) {
            for (int i = 0; i < rows; i++) {
                activation.apply(columns, c, cFirst + i * ldc, c, cFirst + i * ldc);
            }
        }
    }

    private void row() {
        startRows();
        tiles.row(n, k, a, aOffset, b, bOffset, bRowStride, c, cOffset);
        activate(1, n, cOffset);
    }

    private void column() {
        if (!fresh) {
            startRows();
        }
        int most = tiles.columnRows();
        for (int i = 0; i < m; i += most) {
            int rows = Math.min(most, m - i);
            for (int j = 0; j < n; j++) {
                int cTile = cOffset + i * ldc + j;
                for (int r = 0; r < rows; r++) {
                    edge[r] = fresh ? startingRow()[startingOffset(j)] : c[cTile + r * ldc];
                }
                int aTile = aOffset + i * aRowStride;
                tiles.column(rows, k, a, aTile, aRowStride, b, bOffset + j * bColumnStride, bRowStride, edge, 0);
                for (int r = 0; r < rows; r++) {
                    c[cTile + r * ldc] = edge[r];
                }
            }
        }
        activate(m, n, cOffset);
    }

    private void stream() {
        if (!fresh) {
            startRows();
        }
        int width = tiles.streamColumns(m, n);
        for (int j = 0, columns; j < n; j += columns) {
            columns = n - j >= width ? width : tiles.panelColumns(n - j);
            if (columns == width || tiles.readsInPlace(columns)) {
                rowsOfA.readInPlace(a, aOffset, aRowStride);
                tiles(0, 0, m, columns, k, b, bOffset + j, bRowStride, fresh, j, cOffset + j);
            } else {
                streamPacked(j, columns);
            }
        }
        activate(m, n, cOffset);
    }

    private void streamPacked(int j, int columns) {
        int depth = blocking.depth(k);
        int ldb = tiles.panelWidth(columns);
        takePanels(nr * depth);
        for (int pc = 0; pc < k; pc += depth) {
            int kc = Math.min(depth, k - pc);
            rowsOfA.readInPlace(a, aOffset + pc, aRowStride);
            tiles.pack(kc, columns, 1, b, bOffset + pc * bRowStride + j, bRowStride, 1, panels, ALIGNED);
            tiles(0, 0, m, columns, kc, panels, ALIGNED, ldb, fresh && pc == 0, j, cOffset + j);
        }
    }

    /** Where chains start that continue no others, the same in each row of C: the bias, or zeros. */
    private float[] startingRow() {
        return bias == null ? zeros : bias;
    }

    private int startingOffset(int column) {
        return bias == null ? 0 : biasOffset + column;
    }

    /** Cᵀ = op(B)ᵀ·op(A)ᵀ, into scratch, and from there transposed into C. */
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
        float[] whole = new float[Math.addExact(ALIGNED, Math.multiplyExact(roundedUp(n), k))];
        int depth = blocking.depth(k);
        for (int pc = 0; pc < k; pc += depth) {
            int kc = Math.min(depth, k - pc);
            for (int j = 0, columns; j < n; j += columns) {
                columns = tiles.panelColumns(n - j);
                int from = bOffset + pc * bRowStride + j * bColumnStride;
                tiles.pack(
                        kc,
                        columns,
                        1,
                        b,
                        from,
                        bRowStride,
                        bColumnStride,
                        whole,
                        ALIGNED + pc * roundedUp(n) + j * kc);
            }
        }
        return whole;
    }

    private void blocked() {
        if (!fresh) {
            startRows();
        }
        int kc = blocking.depth(k);
        if (packed == null) {
            takePanels(roundedUp(Math.min(blocking.nc(), n)) * kc);
        }
        int slab = blocking.slabRows(m, RowsOfA.ldaOfCopy(kc));
        for (int is = 0; is < m; is += slab) {
            for (int pc = 0; pc < k; pc += kc) {
                slab(is, Math.min(slab, m - is), pc, Math.min(kc, k - pc));
            }
        }
    }

    private void slab(int is, int rows, int pc, int kc) {
        int aSlab = aOffset + is * aRowStride + pc * aColumnStride;
        rowsOfA.read(rows, kc, a, aSlab, aRowStride, aColumnStride, n);
        int nc = blocking.nc();
        int mc = blocking.rows(rows, kc);
        for (int jc = 0; jc < n; jc += nc) {
            for (int ic = 0; ic < rows; ic += mc) {
                block(is, ic, Math.min(mc, rows - ic), jc, Math.min(nc, n - jc), pc, kc);
            }
        }
    }

    /** Of the slab that starts at row {@code is}, the rows from {@code ic} on. */
    private void block(int is, int ic, int mc, int jc, int nc, int pc, int kc) {
        boolean fromRow = fresh && pc == 0;
        boolean last = pc + kc == k;
        boolean packNow = packed == null && ic == 0;
        boolean packInTile = packNow && bColumnStride == 1 && alpha == 1 && mc >= tiles.packingRows();
        float[] panelsOfB = packed == null ? panels : packed;
        boolean pairs = packed != null && mc == 1;
        int cBlock = cOffset + (is + ic) * ldc + jc;
        for (int jr = 0, columns; jr < nc; jr += columns) {
            columns = pairs && nc - jr >= 2 * nr ? 2 * nr : tiles.panelColumns(nc - jr);
            int column = jc + jr;
            int cPanel = cBlock + jr;
            int panel = ALIGNED;
            panel += packed == null ? jr * kc : pc * roundedUp(packedColumns) + (firstColumn + column) * kc;
            int ir = 0;
            if (packNow) {
                int bPanel = bOffset + pc * bRowStride + column * bColumnStride;
                if (packInTile && columns == nr) {
                    tiles.packing(
                            kc,
                            rowsOfA.array(),
                            rowsOfA.row(0),
                            rowsOfA.lda(),
                            b,
                            bPanel,
                            bRowStride,
                            panels,
                            panel,
                            fromRow ? startingRow() : c,
                            fromRow ? startingOffset(column) : cPanel,
                            fromRow ? 0 : ldc,
                            c,
                            cPanel,
                            ldc);
                    ir = tiles.packingRows();
                } else {
                    tiles.pack(kc, columns, alpha, b, bPanel, bRowStride, bColumnStride, panels, panel);
                }
            }
            if (columns > nr) {
                pair(ic, kc, panelsOfB, panel, fromRow, column, cPanel);
            } else {
                int ldb = tiles.panelWidth(columns);
                tiles(ic, ir, mc, columns, kc, panelsOfB, panel, ldb, fromRow, column, cPanel);
            }
        }
        if (last) {
            activate(mc, nc, cBlock);
        }
    }

    /**
     * The tiles of a panel, of nearly equal height: 32 rows are 5 + 5 + 5 + 5 + 6 + 6, not 5 times 6 and a slow 2. What did not
     * help: to read an element of each cache line of the next tile of C before a tile (1024³, 2048³: no difference).
     */
    private void tiles(
            int ic,
            int first,
            int mc,
            int columns,
            int kc,
            float[] b,
            int bTile,
            int ldb,
            boolean fromRow,
            int column,
            int cPanel) {
        int width = tiles.panelWidth(columns);
        boolean startsBeyondEdge = columns < width && !(fromRow && bias == null);
        boolean writesBeyondEdge = columns < width && !tiles.stopsAtEdges();
        // In local variables: G1 may put a fence behind each store of a reference in a field, and a tile stores much.
        float[] s = fromRow ? startingRow() : c;
        int lds = fromRow ? 0 : ldc;
        int most = tiles.maxRows(width);
        int count = (mc - first + most - 1) / most;
        int least = (mc - first) / Math.max(1, count);
        int higher = mc - first - least * count;
        float[] rows = rowsOfA.array();
        int lda = rowsOfA.lda();
        int ir = first;
        for (int tile = 0; tile < count; tile++) {
            int height = tile < count - higher ? least : least + 1;
            int aTile = rowsOfA.row(ic + ir);
            int cTile = cPanel + ir * ldc;
            int sTile = fromRow ? startingOffset(column) : cTile;
            if (startsBeyondEdge || writesBeyondEdge) {
                tiles.copy(fromRow ? 1 : height, columns, s, sTile, lds, edge, 0, width);
                int ldEdge = fromRow ? 0 : width;
                if (writesBeyondEdge) {
                    tiles.tile(height, width, kc, rows, aTile, lda, b, bTile, ldb, edge, 0, ldEdge, edge, 0, width);
                    tiles.copy(height, columns, edge, 0, width, c, cTile, ldc);
                } else {
                    tiles.tile(height, columns, kc, rows, aTile, lda, b, bTile, ldb, edge, 0, ldEdge, c, cTile, ldc);
                }
            } else {
                tiles.tile(height, columns, kc, rows, aTile, lda, b, bTile, ldb, s, sTile, lds, c, cTile, ldc);
            }
            ir += height;
        }
    }

    private void pair(int ic, int kc, float[] panels, int panel, boolean fromRow, int column, int cPanel) {
        float[] s = fromRow ? startingRow() : c;
        int sOffset = fromRow ? startingOffset(column) : cPanel;
        tiles.pair(kc, rowsOfA.array(), rowsOfA.row(ic), panels, panel, kc * nr, s, sOffset, c, cPanel);
    }

    private int roundedUp(int columns) {
        return (columns + nr - 1) / nr * nr;
    }

    private void takePanels(int length) {
        if (panels.length < ALIGNED + length) {
            panels = new float[Math.max(ALIGNED + length, LEAST_PANELS)];
        }
    }

    private static float[] atLeast(int length, float[] buffer) {
        return buffer.length < length ? new float[length] : buffer;
    }
}
