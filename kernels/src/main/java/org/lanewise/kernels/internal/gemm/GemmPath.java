package org.lanewise.kernels.internal.gemm;

/** The ways to compute a product: which one serves depends on the shape alone, and none of them changes a bit. */
public enum GemmPath {
    /** alpha = 0 or k = 0: C is scaled, or filled with the bias; A and B are not read. */
    SCALE,
    /** Few rows: each number of B is read once, in place. */
    STREAM,
    /** Bᵀ as stored, and few rows: Cᵀ = Bᵀᵀ·Aᵀ reads B in place and packs A, the smaller. */
    SWAPPED,
    /** All else: blocked loops over panels of B, packed on the way. */
    BLOCKED,
    /** Blocked loops over a B that was packed before. */
    PACKED;

    /** The path of a product with at least one output. */
    static GemmPath of(
            TileKernels tiles, int m, int n, int k, float alpha, int bRowStride, int bColumnStride, boolean fresh) {
        if (alpha == 0 || k == 0) {
            return SCALE;
        }
        if (bColumnStride == 1) {
            return m <= tiles.maxRows() && alpha == 1 ? STREAM : BLOCKED;
        }
        // Packing B transposed costs n·k; swapped, packing A costs m·k, and transposing the result m·n.
        boolean swapPays = (long) m * k + (long) m * n < (long) n * k;
        return bRowStride == 1 && alpha == 1 && fresh && swapPays ? SWAPPED : BLOCKED;
    }
}
