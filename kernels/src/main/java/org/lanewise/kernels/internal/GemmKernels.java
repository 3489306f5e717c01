package org.lanewise.kernels.internal;

/** Matrix products. */
public interface GemmKernels {
    /**
     * {@code C := alpha·A·B + beta·C} on the calling thread, A {@code [m, k]}, B {@code [k, n]}, C {@code [m, n]}.
     *
     * <p>A and B have a stride for each dimension, which makes a transpose a swap of two numbers:
     * {@code A[i, p] = a[aOffset + i·aRowStride + p·aColumnStride]}. C is row-major.
     *
     * <p>Each output is the chain {@code c₀ = beta·C[i, j]} (0 if beta is 0, and C is not read);
     * {@code cₚ₊₁ = fma(A[i, p], alpha·B[p, j], cₚ)} for p = 0 … k − 1. With alpha = 0, A and B are not read.
     */
    void gemm(
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
            int ldc);
}
