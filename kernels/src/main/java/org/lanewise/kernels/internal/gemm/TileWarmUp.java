package org.lanewise.kernels.internal.gemm;

/**
 * Has HotSpot compile the micro-kernels that nearly all products consist of: full height, one row less, packing, and
 * the narrow one of a classifier's last layer.
 *
 * <p>Before C2 compiles a method it wants to see 5,000 calls of the version that C1 has compiled, or 600 calls with 14,400
 * iterations of its loop. That version is the slow one: C1 inlines the Vector API so far that nothing of it is
 * intrinsic any more, and an operation takes 0.5 µs, where the interpreter, which calls C2's version of the same, takes
 * 0.02 µs. Of calls that do something 600 cost a quarter of a second per kernel; so most calls here do nothing.
 * Measured on Zen 5, 512 bits, from the start of the JVM until the first three kernels are compiled: 0.9 s; by products of 9 and 10
 * rows 1.3 s.
 */
final class TileWarmUp {
    /**
     * C2 takes from the calls that do something which branches are worth compiling, of which chains that start from a row
     * ({@code lds = 0}) and from C take one each, and how long the loop is.
     */
    private static final int DEPTH = 12;

    /** As many as a classifier has classes: they fill no whole vector of 512 bits. */
    private static final int FEW_COLUMNS = 10;

    /**
     * Of a round, beside one that does something. With 20, 60 and 200, at a depth of 24, 24 and 12, all is compiled 0.95,
     * 0.91 to 1.1 and 0.88 s after the start of the JVM.
     */
    private static final int EMPTY_CALLS = 200;

    /**
     * Compiled, a multiply-add takes 0.1 ns at most, with vectors of 128 bits; not compiled, 1.3 ns at least, with
     * vectors of 512 bits in the interpreter.
     */
    private static final double COMPILED_NANOS = 0.3;

    private final TileKernels tiles;
    private final int nr;
    private final int fewColumns;
    private final float[] a;
    private final float[] b;
    private final float[] panel;
    private final float[] c;

    TileWarmUp(TileKernels tiles) {
        this.tiles = tiles;
        this.nr = tiles.panelColumns();
        this.fewColumns = tiles.panelWidth(FEW_COLUMNS);
        int rows = Math.max(tiles.maxRows(nr), tiles.maxRows(fewColumns));
        this.a = new float[rows * DEPTH];
        this.b = new float[DEPTH * nr];
        this.panel = new float[DEPTH * nr];
        this.c = new float[rows * nr];
    }

    /** Calls each kernel some times; returns whether all are compiled. */
    boolean round() {
        int most = tiles.maxRows(nr);
        // All, though one that is not compiled decides. Where panels have one width, the first serves few columns, too.
        return rows(most, nr)
                & rows(most - 1, nr)
                & packing()
                & (fewColumns == nr || rows(tiles.maxRows(fewColumns), FEW_COLUMNS));
    }

    private boolean rows(int rows, int columns) {
        int width = tiles.panelWidth(columns);
        for (int i = 0; i < EMPTY_CALLS; i++) {
            rows(rows, columns, -1, 0);
        }
        rows(rows, columns, DEPTH, 0);
        long start = System.nanoTime();
        rows(rows, columns, DEPTH, width);
        return isCompiled(rows * width, System.nanoTime() - start);
    }

    private boolean packing() {
        for (int i = 0; i < EMPTY_CALLS; i++) {
            packing(-1, 0);
        }
        packing(DEPTH, 0);
        long start = System.nanoTime();
        packing(DEPTH, nr);
        return isCompiled(tiles.packingRows() * nr, System.nanoTime() - start);
    }

    private void rows(int rows, int columns, int k, int lds) {
        int width = tiles.panelWidth(columns);
        // The last row ends where the array does: a vector stored by a mask must be seen to reach beyond it.
        int cOffset = c.length - (rows - 1) * width - columns;
        tiles.tile(rows, columns, k, a, 0, DEPTH, panel, 0, width, c, 0, lds, c, cOffset, width);
    }

    private void packing(int k, int lds) {
        tiles.packing(k, a, 0, DEPTH, b, 0, nr, panel, 0, c, 0, lds, c, 0, nr);
    }

    private boolean isCompiled(int outputs, long nanos) {
        return nanos < COMPILED_NANOS * outputs * DEPTH;
    }
}
