package org.lanewise.kernels.internal.gemm;

import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.internal.GemmKernels;

/**
 * A product cut into a {@link Grid} of parts: one fork, whole tiles, no locks. Kept per calling thread, so that its
 * fields stand in for a closure that each call would have to allocate.
 */
public final class ParallelGemm extends PartRunner {
    private static final ThreadLocal<ParallelGemm> OF_THREAD = ThreadLocal.withInitial(ParallelGemm::new);

    /** Parts a thread: with more than one, a thread that was held up costs less; each packs its own B. */
    private static final int PARTS_PER_THREAD = 1;

    private boolean busy;
    private GemmKernels kernels;
    private Grid grid;
    private int m;
    private int n;
    private int k;
    private float alpha;
    private float[] a;
    private int aOffset;
    private int aRowStride;
    private int aColumnStride;
    private float[] b;
    private int bOffset;
    private int bRowStride;
    private int bColumnStride;
    private float beta;
    private float[] c;
    private int cOffset;
    private int ldc;

    private ParallelGemm() {}

    /** As {@link GemmKernels#gemm}, on the calling thread and up to {@code parallelism.width() − 1} others. */
    public static void gemm(
            Parallelism parallelism,
            GemmKernels kernels,
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
        Grid grid = Grid.of(m, n, k, parallelism.width() * PARTS_PER_THREAD);
        if (grid.parts() == 1) {
            kernels.gemm(
                    m,
                    n,
                    k,
                    alpha,
                    a,
                    aOffset,
                    aRowStride,
                    aColumnStride,
                    b,
                    bOffset,
                    bRowStride,
                    bColumnStride,
                    beta,
                    c,
                    cOffset,
                    ldc);
            return;
        }
        ParallelGemm run = OF_THREAD.get();
        if (run.busy) {
            // A worker that waits for its parts may meanwhile run a task of the caller's that multiplies, too.
            run = new ParallelGemm();
        }
        run.busy = true;
        run.kernels = kernels;
        run.grid = grid;
        run.m = m;
        run.n = n;
        run.k = k;
        run.alpha = alpha;
        run.a = a;
        run.aOffset = aOffset;
        run.aRowStride = aRowStride;
        run.aColumnStride = aColumnStride;
        run.b = b;
        run.bOffset = bOffset;
        run.bRowStride = bRowStride;
        run.bColumnStride = bColumnStride;
        run.beta = beta;
        run.c = c;
        run.cOffset = cOffset;
        run.ldc = ldc;
        try {
            run.run(parallelism.pool(), grid.parts(), parallelism.width());
        } finally {
            run.a = null;
            run.b = null;
            run.c = null;
            run.busy = false;
        }
    }

    @Override
    protected void part(int index) {
        int rows = grid.rows(m);
        int columns = grid.columns(n);
        int i = index / grid.columnParts() * rows;
        int j = index % grid.columnParts() * columns;
        if (i >= m || j >= n) {
            return;
        }
        kernels.gemm(
                Math.min(rows, m - i),
                Math.min(columns, n - j),
                k,
                alpha,
                a,
                aOffset + i * aRowStride,
                aRowStride,
                aColumnStride,
                b,
                bOffset + j * bColumnStride,
                bRowStride,
                bColumnStride,
                beta,
                c,
                cOffset + i * ldc + j,
                ldc);
    }
}
