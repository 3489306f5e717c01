package org.lanewise.kernels.internal.gemm;

/** The ways to compute a product: which one serves depends on the shape alone, and none of them changes a bit. */
public enum GemmPath {
    /** alpha = 0 or k = 0: C is scaled, or filled with the bias; A and B are not read. */
    SCALE,
    /** One row of A: C sums the rows of B, each read from end to end. */
    ROW,
    /** One column of B or two, and rows of A that are contiguous: the rows go through the lanes of vectors. */
    COLUMN,
    /** Few rows of A, each contiguous, or a small product: B is read in place. */
    STREAM,
    /**
     * op(B) is stored transposed, and A has few rows: Cᵀ = op(B)ᵀ·op(A)ᵀ reads B in place and packs A, the smaller. Or op(A)
     * is stored transposed, and B has few columns: Cᵀ has its many rows in lanes, and A is read as it stands.
     */
    SWAPPED,
    /** All else: blocked loops over panels of B, packed on the way. */
    BLOCKED,
    /** Blocked loops over a B that was packed before. */
    PACKED;

    /** The most outputs of a swapped product, which stand in scratch before they are transposed: 4 MiB. */
    private static final long MOST_SWAPPED = 1 << 20;

    /** Each column goes over A anew; Zen 5: 0.085 ns an element of A and a column, and by narrow tiles 0.25 for up to 16. */
    private static final int MOST_COLUMNS = 2;

    /** The path of a product with at least one output. */
    static GemmPath of(
            TileKernels tiles,
            int m,
            int n,
            int k,
            float alpha,
            int aColumnStride,
            int bRowStride,
            int bColumnStride,
            boolean fresh) {
        if (alpha == 0 || k == 0) {
            return SCALE;
        }
        if (n <= MOST_COLUMNS
                && tiles.columnRows() > 0
                && m >= tiles.columnRows() / 2
                && alpha == 1
                && aColumnStride == 1) {
            return COLUMN;
        }
        boolean swappable = alpha == 1 && fresh && (long) m * n <= MOST_SWAPPED;
        if (bColumnStride == 1) {
            // Copying A transposed costs m·k; swapped, copying B transposed n·k, and transposing the result m·n. From a
            // whole
            // panel on that gains nothing. Zen 5, µs: 512 × 10 × 512 528 → 40, 128 × 1 × 512 120 → 5, 512 × 32 × 512
            // 205 → 110, but 512 × 64 × 512 200 → 197, 784 × 256 × 512 1100 → 1300.
            boolean narrow = n < tiles.panelColumns() && (long) n * k + (long) m * n < (long) m * k;
            if (swappable && aColumnStride != 1 && narrow) {
                return SWAPPED;
            }
            if (!tiles.streams(m, n, k) || alpha != 1 || aColumnStride != 1) {
                return BLOCKED;
            }
            return m == 1 && !tiles.streamsRow(n) ? ROW : STREAM;
        }
        // Packing B transposed costs n·k; swapped, packing A costs m·k, and transposing the result m·n.
        boolean swapPays = (long) m * k + (long) m * n < (long) n * k;
        return swappable && bRowStride == 1 && swapPays ? SWAPPED : BLOCKED;
    }
}
