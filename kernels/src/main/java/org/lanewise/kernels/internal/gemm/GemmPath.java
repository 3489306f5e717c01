package org.lanewise.kernels.internal.gemm;

/** The ways to compute a product: which one serves depends on the shape alone, and none of them changes a bit. */
public enum GemmPath {
    /** alpha = 0 or k = 0: C is scaled, or filled with the bias; A and B are not read. */
    SCALE,
    /** One row of A: C sums the rows of B, each read from end to end. */
    ROW,
    /** Few rows of A, each contiguous: each number of B is read once, in place. */
    STREAM,
    /**
     * One operand is stored transposed, and the other is the smaller: Cᵀ = op(B)ᵀ·op(A)ᵀ reads the one in place and
     * transposes the smaller, and the result.
     */
    SWAPPED,
    /** All else: blocked loops over panels of B, packed on the way. */
    BLOCKED,
    /** Blocked loops over a B that was packed before. */
    PACKED;

    /** The most outputs of a swapped product, which stand in scratch before they are transposed: 4 MiB. */
    private static final long MOST_SWAPPED = 1 << 20;

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
        boolean swaps = alpha == 1 && fresh && (long) m * n <= MOST_SWAPPED;
        if (bColumnStride == 1) {
            // Copying A transposed costs m·k; swapped, copying B transposed n·k, and transposing the result m·n. From a
            // whole panel on that gains nothing. Zen 5, µs, of m × n × k: 512 × 10 × 512 528 → 40, 128 × 1 × 512 120 →
            // 5,
            // 512 × 32 × 512 205 → 110, but 512 × 64 × 512 200 → 197, 784 × 256 × 512 1100 → 1300.
            boolean narrow = n < tiles.panelColumns() && (long) n * k + (long) m * n < (long) m * k;
            if (aColumnStride != 1 && narrow && swaps) {
                return SWAPPED;
            }
            if (m > tiles.maxRows() || alpha != 1 || aColumnStride != 1) {
                return BLOCKED;
            }
            return m == 1 && !oneOrTwoTiles(tiles, n) ? ROW : STREAM;
        }
        // Packing B transposed costs n·k; swapped, packing A costs m·k, and transposing the result m·n.
        boolean swapPays = (long) m * k + (long) m * n < (long) n * k;
        return bRowStride == 1 && swaps && swapPays ? SWAPPED : BLOCKED;
    }

    /**
     * Whether a row of C is one or two whole tiles of STREAM, which then keeps it in registers. Zen 3, speed of ROW over
     * that of STREAM at n × k: 64 × 64 0.6, 128 × 128 0.9; but 100 × 64 2.2, 256 × 256 1.2, 256 × 784 1.1, 1024 × 1024 1.5,
     * 2048 × 2048 3.
     */
    private static boolean oneOrTwoTiles(TileKernels tiles, int n) {
        int width = tiles.streamColumns(1);
        return n == width || n == 2 * width;
    }
}
