package org.lanewise.kernels.internal.gemm;

import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.internal.KernelSets;

/** Cuts a product into parts for threads. */
public final class ParallelGemm {
    private ParallelGemm() {}

    /** As {@link org.lanewise.kernels.internal.GemmKernels#gemm}. */
    public static void gemm(
            Parallelism parallelism,
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
        KernelSets.ACTIVE
                .gemm()
                .gemm(
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
    }
}
