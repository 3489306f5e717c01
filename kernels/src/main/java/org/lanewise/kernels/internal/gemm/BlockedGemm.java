package org.lanewise.kernels.internal.gemm;

import org.lanewise.kernels.internal.GemmKernels;

/** Matrix products by micro-kernels: a {@link BlockedProduct} per thread does the work. */
public final class BlockedGemm implements GemmKernels {
    private final TileKernels tiles;
    private final ThreadLocal<BlockedProduct> ofThread;

    /**
     * Products by these micro-kernels.
     *
     * @param tiles the micro-kernels
     * @param blocking how to cut
     */
    public BlockedGemm(TileKernels tiles, Blocking blocking) {
        this.tiles = tiles;
        this.ofThread = ThreadLocal.withInitial(() -> new BlockedProduct(tiles, blocking));
    }

    @Override
    public void gemm(
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        if (m > 0 && n > 0) {
            BlockedProduct product = ofThread.get();
            product.setA(m, a, aOffset, aRowStride, aColumnStride);
            product.setB(n, k, alpha, b, bOffset, bRowStride, bColumnStride);
            product.setC(beta, c, cOffset, ldc);
            product.compute(path(m, n, k, alpha, bRowStride, bColumnStride, beta));
        }
    }

    /** The path that a product takes. */
    public GemmPath path(int m, int n, int k, float alpha, int bRowStride, int bColumnStride, float beta) {
        return GemmPath.of(tiles, m, n, k, alpha, bRowStride, bColumnStride, beta == 0);
    }
}
