package org.lanewise.kernels.internal;

import org.lanewise.kernels.Elementwise;

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

    /**
     * {@code C := f(A·B + bias)}: chains as above with alpha = 1, each started from the bias of its
     * column, or from 0 where bias is null; f is the identity where activation is null.
     */
    void dense(
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
            int ldc);

    /** Packs B, {@code [k, n]}, for {@link #densePacked} of the same kernels. */
    float[] pack(int k, int n, float[] b, int bOffset, int bRowStride, int bColumnStride);

    /**
     * As {@link #dense}, for n columns of a packed B of {@code packedColumns}, from {@code firstColumn}, a multiple of
     * 64. C and the bias start with that column.
     */
    void densePacked(
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
            int ldc);

    /** A round of {@link org.lanewise.kernels.Kernels#warmUp}; returns whether there is no need of another. */
    boolean warmUp();
}
