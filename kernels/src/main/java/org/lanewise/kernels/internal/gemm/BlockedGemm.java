package org.lanewise.kernels.internal.gemm;

import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.internal.GemmKernels;

/** Matrix products by micro-kernels: a {@link BlockedProduct} per thread does the work. */
public final class BlockedGemm implements GemmKernels {
    private final TileKernels tiles;
    private final Blocking blocking;
    private final ThreadLocal<BlockedProduct> ofThread;

    /**
     * Products by these micro-kernels.
     *
     * @param tiles the micro-kernels
     * @param blocking how to cut
     */
    public BlockedGemm(TileKernels tiles, Blocking blocking) {
        this.tiles = tiles;
        this.blocking = blocking;
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
            BlockedProduct product = idle();
            product.setA(m, a, aOffset, aRowStride, aColumnStride);
            product.setB(n, k, alpha, b, bOffset, bRowStride, bColumnStride);
            product.setEpilogue(null, 0, null);
            product.setC(beta, c, cOffset, ldc);
            product.compute(GemmPath.of(tiles, m, n, k, alpha, aColumnStride, bRowStride, bColumnStride, beta == 0));
        }
    }

    @Override
    public void dense(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] bias,
            int biasOffset,
            Elementwise activation,
            float[] c,
            int cOffset,
            int ldc) {
        if (m > 0 && n > 0) {
            BlockedProduct product = idle();
            product.setA(m, a, aOffset, aRowStride, aColumnStride);
            product.setB(n, k, 1, b, bOffset, bRowStride, bColumnStride);
            product.setEpilogue(bias, biasOffset, activation);
            product.setC(0, c, cOffset, ldc);
            product.compute(GemmPath.of(tiles, m, n, k, 1, aColumnStride, bRowStride, bColumnStride, bias == null));
        }
    }

    /** Blocks of KC rows; each is its panels, {@code kc × NR}, one after the other. */
    @Override
    public float[] pack(int k, int n, float[] b, int bOffset, int bRowStride, int bColumnStride) {
        return ofThread.get().pack(k, n, b, bOffset, bRowStride, bColumnStride);
    }

    @Override
    public void densePacked(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] packed,
            int packedColumns,
            int firstColumn,
            float[] bias,
            int biasOffset,
            Elementwise activation,
            float[] c,
            int cOffset,
            int ldc) {
        if (m > 0 && n > 0) {
            BlockedProduct product = idle();
            product.setA(m, a, aOffset, aRowStride, aColumnStride);
            product.setPackedB(n, k, packed, packedColumns, firstColumn);
            product.setEpilogue(bias, biasOffset, activation);
            product.setC(0, c, cOffset, ldc);
            product.compute(k == 0 ? GemmPath.SCALE : GemmPath.PACKED);
        }
    }

    @Override
    public boolean warmUp() {
        return new TileWarmUp(tiles).round();
    }

    // An activation of the caller's may itself multiply, in the middle of a product.
    private BlockedProduct idle() {
        BlockedProduct ofThread = this.ofThread.get();
        return ofThread.busy() ? new BlockedProduct(tiles, blocking) : ofThread;
    }

    /** Whether any product by {@link #gemm} takes a path. */
    public boolean takes(GemmPath path) {
        return path != GemmPath.PACKED && (path != GemmPath.COLUMN || tiles.columnRows() > 0);
    }

    /** The path that a product takes, for the tests that must reach each. */
    public GemmPath path(
            int m, int n, int k, float alpha, int aColumnStride, int bRowStride, int bColumnStride, float beta) {
        return GemmPath.of(tiles, m, n, k, alpha, aColumnStride, bRowStride, bColumnStride, beta == 0);
    }
}
