package org.lanewise.kernels.internal.gemm;

import java.util.function.IntConsumer;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.internal.GemmKernels;
import org.lanewise.kernels.internal.PartRunner;

/**
 * A product cut into a {@link Grid} of parts: one fork, whole tiles, no locks. Kept per calling thread, so that its
 * fields stand in for a closure that each call would have to allocate.
 */
public final class ParallelGemm implements IntConsumer {
    private enum Kind {
        GEMM,
        DENSE,
        DENSE_PACKED
    }

    private static final ThreadLocal<ParallelGemm> OF_THREAD = ThreadLocal.withInitial(ParallelGemm::new);

    private boolean busy;
    private GemmKernels kernels;
    private Kind kind;
    private final Grid grid = new Grid();
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
    private float[] bias;
    private int biasOffset;
    private Elementwise activation;
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
        int threads = Grid.worthwhileThreads(m, n, k, parallelism.width());
        if (threads == 1) {
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
        ParallelGemm run = idle();
        run.alpha = alpha;
        run.beta = beta;
        run.set(Kind.GEMM, kernels);
        run.grid.cut(m, n, threads);
        run.setA(m, a, aOffset, aRowStride, aColumnStride);
        run.setB(n, k, b, bOffset, bRowStride, bColumnStride);
        run.run(parallelism, threads, c, cOffset, ldc);
    }

    /** As {@link GemmKernels#dense}, on the calling thread and up to {@code parallelism.width() − 1} others. */
    public static void dense(
            Parallelism parallelism,
            GemmKernels kernels,
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
            Epilogue epilogue,
            float[] c,
            int cOffset,
            int ldc) {
        int threads = Grid.worthwhileThreads(m, n, k, parallelism.width());
        if (threads == 1) {
            kernels.dense(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aRowStride,
                    aColumnStride,
                    b,
                    bOffset,
                    bRowStride,
                    bColumnStride,
                    epilogue.bias(),
                    epilogue.biasOffset(),
                    epilogue.activation(),
                    c,
                    cOffset,
                    ldc);
            return;
        }
        ParallelGemm run = idle();
        run.set(Kind.DENSE, kernels);
        run.grid.cut(m, n, threads);
        run.setA(m, a, aOffset, aRowStride, aColumnStride);
        run.setB(n, k, b, bOffset, bRowStride, bColumnStride);
        run.setEpilogue(epilogue);
        run.run(parallelism, threads, c, cOffset, ldc);
    }

    /** As {@link GemmKernels#densePacked}, on the calling thread and up to {@code parallelism.width() − 1} others. */
    public static void densePacked(
            Parallelism parallelism,
            GemmKernels kernels,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] packed,
            Epilogue epilogue,
            float[] c,
            int cOffset,
            int ldc) {
        int threads = Grid.worthwhileThreads(m, n, k, parallelism.width());
        if (threads == 1) {
            kernels.densePacked(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aRowStride,
                    aColumnStride,
                    packed,
                    n,
                    0,
                    epilogue.bias(),
                    epilogue.biasOffset(),
                    epilogue.activation(),
                    c,
                    cOffset,
                    ldc);
            return;
        }
        ParallelGemm run = idle();
        run.set(Kind.DENSE_PACKED, kernels);
        run.grid.cut(m, n, threads);
        run.setA(m, a, aOffset, aRowStride, aColumnStride);
        run.setB(n, k, packed, 0, 0, 0);
        run.setEpilogue(epilogue);
        run.run(parallelism, threads, c, cOffset, ldc);
    }

    // A worker that waits for its parts may meanwhile run a task of the caller's that multiplies, too.
    private static ParallelGemm idle() {
        ParallelGemm ofThread = OF_THREAD.get();
        return ofThread.busy ? new ParallelGemm() : ofThread;
    }

    private void set(Kind kind, GemmKernels kernels) {
        this.busy = true;
        this.kind = kind;
        this.kernels = kernels;
    }

    private void setA(int m, float[] a, int aOffset, int aRowStride, int aColumnStride) {
        this.m = m;
        this.a = a;
        this.aOffset = aOffset;
        this.aRowStride = aRowStride;
        this.aColumnStride = aColumnStride;
    }

    private void setB(int n, int k, float[] b, int bOffset, int bRowStride, int bColumnStride) {
        this.n = n;
        this.k = k;
        this.b = b;
        this.bOffset = bOffset;
        this.bRowStride = bRowStride;
        this.bColumnStride = bColumnStride;
    }

    private void setEpilogue(Epilogue epilogue) {
        this.bias = epilogue.bias();
        this.biasOffset = epilogue.biasOffset();
        this.activation = epilogue.activation();
    }

    private void run(Parallelism parallelism, int threads, float[] c, int cOffset, int ldc) {
        this.c = c;
        this.cOffset = cOffset;
        this.ldc = ldc;
        try {
            PartRunner.run(parallelism.pool(), grid.parts(), threads, this);
        } finally {
            // What is kept per thread must not keep the caller's arrays alive.
            this.a = null;
            this.b = null;
            this.bias = null;
            this.activation = null;
            this.c = null;
            this.busy = false;
        }
    }

    @Override
    public void accept(int index) {
        int i = grid.firstRow(index);
        int j = grid.firstColumn(index);
        int rows = Math.min(grid.rows(), m - i);
        int columns = Math.min(grid.columns(), n - j);
        if (rows <= 0 || columns <= 0) {
            return;
        }
        int aPart = aOffset + i * aRowStride;
        int bPart = bOffset + j * bColumnStride;
        int cPart = cOffset + i * ldc + j;
        switch (kind) {
            case GEMM ->
                kernels.gemm(
                        rows,
                        columns,
                        k,
                        alpha,
                        a,
                        aPart,
                        aRowStride,
                        aColumnStride,
                        b,
                        bPart,
                        bRowStride,
                        bColumnStride,
                        beta,
                        c,
                        cPart,
                        ldc);
            case DENSE ->
                kernels.dense(
                        rows,
                        columns,
                        k,
                        a,
                        aPart,
                        aRowStride,
                        aColumnStride,
                        b,
                        bPart,
                        bRowStride,
                        bColumnStride,
                        bias,
                        biasOffset + j,
                        activation,
                        c,
                        cPart,
                        ldc);
            case DENSE_PACKED ->
                kernels.densePacked(
                        rows,
                        columns,
                        k,
                        a,
                        aPart,
                        aRowStride,
                        aColumnStride,
                        b,
                        n,
                        j,
                        bias,
                        biasOffset + j,
                        activation,
                        c,
                        cPart,
                        ldc);
        }
    }
}
