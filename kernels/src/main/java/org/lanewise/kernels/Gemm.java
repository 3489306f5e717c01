package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.gemm.ParallelGemm;

/** General matrix product, level 3 of BLAS (Dongarra, Du Croz, Hammarling, Duff: ACM TOMS 16(1), 1990). */
public final class Gemm {
    private Gemm() {}

    /**
     * {@code C := alpha·op(A)·op(B) + beta·C} on the calling thread.
     *
     * @see #gemm(Transpose, Transpose, int, int, int, float, float[], int, int, float[], int, int, float, float[], int,
     *     int, Parallelism)
     * @param transA whether op(A) is Aᵀ
     * @param transB whether op(B) is Bᵀ
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param alpha factor of the product
     * @param a A, read
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param b B, read
     * @param bOffset index of B's first element
     * @param ldb leading dimension of B as stored
     * @param beta factor of C; with 0, C is not read
     * @param c C, overwritten
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     */
    public static void gemm(
            Transpose transA,
            Transpose transB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        gemm(
                transA,
                transB,
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                lda,
                b,
                bOffset,
                ldb,
                beta,
                c,
                cOffset,
                ldc,
                Parallelism.SEQUENTIAL);
    }

    /**
     * {@code C := alpha·op(A)·op(B) + beta·C}.
     *
     * <p><b>Shapes.</b> op(A) is {@code [m, k]}, op(B) {@code [k, n]}, C {@code [m, n]}, all row-major: A is stored as
     * {@code [m, k]} with {@code lda >= k}, or, transposed, as {@code [k, m]} with {@code lda >= m}; B as
     * {@code [k, n]} with {@code ldb >= n}, or as {@code [n, k]} with {@code ldb >= k}; {@code ldc >= n}. Elements
     * between the rows are neither read nor written.
     *
     * <p><b>Value.</b> Each output is one chain of fused multiply-adds: c₀ = beta·C[i, j], rounded (0 if beta = 0);
     * cₚ₊₁ = fma(op(A)[i, p], alpha·op(B)[p, j], cₚ) for p ascending, alpha·op(B)[p, j] rounded once. NaN and infinity
     * propagate as in that loop. k = 0 gives beta·C. As in BLAS, beta = 0 never reads C, and alpha = 0 never reads A
     * or B.
     *
     * <p><b>Accuracy.</b> For alpha = 1 and beta = 0, |Ĉ − C| ≤ γₖ·|op(A)|·|op(B)| in each element, γₖ = k·u/(1 − k·u),
     * u = 2⁻²⁴, barring under- and overflow (Higham: Accuracy and Stability of Numerical Algorithms, section 3.5).
     *
     * <p><b>Aliasing.</b> C must not overlap A or B, which may overlap each other.
     *
     * <p><b>Threads.</b> C is cut into at most {@code parallelism.width()} parts, of whole tiles, which run in the
     * pool and on the calling thread; the call returns when all are done. The bits do not depend on it.
     *
     * <p><b>Allocation.</b> None in steady state.
     *
     * @param transA whether op(A) is Aᵀ
     * @param transB whether op(B) is Bᵀ
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param alpha factor of the product
     * @param a A, read
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param b B, read
     * @param bOffset index of B's first element
     * @param ldb leading dimension of B as stored
     * @param beta factor of C; with 0, C is not read
     * @param c C, overwritten
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     * @param parallelism which threads may help
     * @throws IllegalArgumentException if a size is negative, a leading dimension too small, an array null, or C
     *     overlaps A or B
     * @throws IndexOutOfBoundsException if a matrix does not lie in its array
     */
    public static void gemm(
            Transpose transA,
            Transpose transB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc,
            Parallelism parallelism) {
        Check.size("m", m);
        Check.size("n", n);
        Check.size("k", k);
        boolean plainA = Check.present("transA", transA) == Transpose.NO;
        boolean plainB = Check.present("transB", transB) == Transpose.NO;
        Check.present("parallelism", parallelism);
        int aRows = plainA ? m : k;
        int aColumns = plainA ? k : m;
        int bRows = plainB ? k : n;
        int bColumns = plainB ? n : k;
        Check.leading("lda", lda, plainA ? "k" : "m", aColumns);
        Check.leading("ldb", ldb, plainB ? "n" : "k", bColumns);
        Check.leading("ldc", ldc, "n", n);
        Check.matrix("a", a, aOffset, aRows, aColumns, lda);
        Check.matrix("b", b, bOffset, bRows, bColumns, ldb);
        Check.matrix("c", c, cOffset, m, n, ldc);
        Check.apart("c", c, cOffset, m, n, ldc, "a", a, aOffset, aRows, aColumns, lda);
        Check.apart("c", c, cOffset, m, n, ldc, "b", b, bOffset, bRows, bColumns, ldb);
        int aRowStride = plainA ? lda : 1;
        int aColumnStride = plainA ? 1 : lda;
        int bRowStride = plainB ? ldb : 1;
        int bColumnStride = plainB ? 1 : ldb;
        if (parallelism.width() == 1) {
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
        } else {
            ParallelGemm.gemm(
                    parallelism,
                    KernelSets.ACTIVE.gemm(),
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
}
