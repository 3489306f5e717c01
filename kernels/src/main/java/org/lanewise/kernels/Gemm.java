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
     * {@code [k, n]} with {@code ldb >= n}, or as {@code [n, k]} with {@code ldb >= k}; {@code ldc >= n}; a leading
     * dimension is at least 1. Elements between the rows are neither used nor written.
     *
     * <p><b>Value.</b> Each output is one chain of fused multiply-adds: c₀ = beta·C[i, j], rounded (0 if beta = 0);
     * cₚ₊₁ = fma(op(A)[i, p], alpha·op(B)[p, j], cₚ) for p ascending, alpha·op(B)[p, j] rounded once. NaN and infinity
     * propagate as in that loop. k = 0 gives beta·C. As in BLAS, beta = 0 never reads C, and alpha = 0 never reads A
     * or B.
     *
     * <p><b>Accuracy.</b> For alpha = 1 and beta = 0, |Ĉ − C| ≤ γₖ·|op(A)|·|op(B)| in each element, γₖ = k·u/(1 − k·u),
     * u = 2⁻²⁴, barring under- and overflow (Higham: Accuracy and Stability of Numerical Algorithms, section 3.5).
     *
     * <p><b>Aliasing.</b> C must not overlap A or B, which may overlap each other. Columns of one array beside each other, with
     * the same leading dimension, do not overlap.
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
        boolean plainA = checkA(transA, m, k, a, aOffset, lda);
        boolean plainB = checkB(transB, n, k, b, bOffset, ldb);
        checkC(m, n, c, cOffset, ldc, parallelism);
        checkApart(m, n, c, cOffset, ldc, "a", a, aOffset, plainA ? m : k, plainA ? k : m, lda);
        checkApart(m, n, c, cOffset, ldc, "b", b, bOffset, plainB ? k : n, plainB ? n : k, ldb);
        ParallelGemm.gemm(
                parallelism,
                KernelSets.ACTIVE.gemm(),
                m,
                n,
                k,
                alpha,
                a,
                aOffset,
                plainA ? lda : 1,
                plainA ? 1 : lda,
                b,
                bOffset,
                plainB ? ldb : 1,
                plainB ? 1 : ldb,
                beta,
                c,
                cOffset,
                ldc);
    }

    /**
     * A dense layer: {@code C := f(op(A)·op(B) + bias)}, the bias added to each row.
     *
     * <p>As {@link #gemm(Transpose, Transpose, int, int, int, float, float[], int, int, float[], int, int, float,
     * float[], int, int, Parallelism) gemm} with alpha = 1, C filled with the bias in each row (or with zeros) and beta
     * = 1, followed by the activation: the same bits, in one pass. C is not read.
     *
     * @param transA whether op(A) is Aᵀ
     * @param transB whether op(B) is Bᵀ
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param a A, read
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param b B, read
     * @param bOffset index of B's first element
     * @param ldb leading dimension of B as stored
     * @param epilogue the bias, {@code [n]}, and the activation
     * @param c C, overwritten; apart from A, B and the bias
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     * @param parallelism which threads may help
     * @throws IllegalArgumentException if a size is negative, a leading dimension too small, an argument null, or C
     *     overlaps an input
     * @throws IndexOutOfBoundsException if an operand does not lie in its array
     */
    public static void dense(
            Transpose transA,
            Transpose transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            Epilogue epilogue,
            float[] c,
            int cOffset,
            int ldc,
            Parallelism parallelism) {
        boolean plainA = checkA(transA, m, k, a, aOffset, lda);
        boolean plainB = checkB(transB, n, k, b, bOffset, ldb);
        checkC(m, n, c, cOffset, ldc, parallelism);
        checkApart(m, n, c, cOffset, ldc, "a", a, aOffset, plainA ? m : k, plainA ? k : m, lda);
        checkApart(m, n, c, cOffset, ldc, "b", b, bOffset, plainB ? k : n, plainB ? n : k, ldb);
        checkEpilogue(epilogue, m, n, c, cOffset, ldc);
        ParallelGemm.dense(
                parallelism,
                KernelSets.ACTIVE.gemm(),
                m,
                n,
                k,
                a,
                aOffset,
                plainA ? lda : 1,
                plainA ? 1 : lda,
                b,
                bOffset,
                plainB ? ldb : 1,
                plainB ? 1 : ldb,
                epilogue,
                c,
                cOffset,
                ldc);
    }

    /**
     * A dense layer with weights that were packed before: the same bits as {@link #dense(Transpose, Transpose, int, int,
     * int, float[], int, int, float[], int, int, Epilogue, float[], int, int, Parallelism) dense} with the matrix that
     * was packed.
     *
     * @param transA whether op(A) is Aᵀ
     * @param m rows of op(A) and C
     * @param a A, read; op(A) is {@code [m, b.rows()]}
     * @param aOffset index of A's first element
     * @param lda leading dimension of A as stored
     * @param b op(B), packed
     * @param epilogue the bias, {@code [b.columns()]}, and the activation
     * @param c C, {@code [m, b.columns()]}, overwritten; apart from A and the bias
     * @param cOffset index of C's first element
     * @param ldc leading dimension of C
     * @param parallelism which threads may help
     * @throws IllegalArgumentException if a size is negative, a leading dimension too small, an argument null, or C
     *     overlaps an input
     * @throws IndexOutOfBoundsException if an operand does not lie in its array
     */
    public static void dense(
            Transpose transA,
            int m,
            float[] a,
            int aOffset,
            int lda,
            PackedMatrix b,
            Epilogue epilogue,
            float[] c,
            int cOffset,
            int ldc,
            Parallelism parallelism) {
        Check.present("b", b);
        int n = b.columns();
        int k = b.rows();
        boolean plainA = checkA(transA, m, k, a, aOffset, lda);
        checkC(m, n, c, cOffset, ldc, parallelism);
        checkApart(m, n, c, cOffset, ldc, "a", a, aOffset, plainA ? m : k, plainA ? k : m, lda);
        checkEpilogue(epilogue, m, n, c, cOffset, ldc);
        ParallelGemm.densePacked(
                parallelism,
                KernelSets.ACTIVE.gemm(),
                m,
                n,
                k,
                a,
                aOffset,
                plainA ? lda : 1,
                plainA ? 1 : lda,
                b.panels(),
                epilogue,
                c,
                cOffset,
                ldc);
    }

    private static boolean checkA(Transpose transA, int m, int k, float[] a, int aOffset, int lda) {
        Check.size("m", m);
        Check.size("k", k);
        boolean plain = Check.present("transA", transA) == Transpose.NO;
        Check.leading("lda", lda, plain ? "k" : "m", plain ? k : m);
        Check.matrix("a", a, aOffset, plain ? m : k, plain ? k : m, lda);
        return plain;
    }

    private static boolean checkB(Transpose transB, int n, int k, float[] b, int bOffset, int ldb) {
        Check.size("n", n);
        boolean plain = Check.present("transB", transB) == Transpose.NO;
        Check.leading("ldb", ldb, plain ? "n" : "k", plain ? n : k);
        Check.matrix("b", b, bOffset, plain ? k : n, plain ? n : k, ldb);
        return plain;
    }

    private static void checkC(int m, int n, float[] c, int cOffset, int ldc, Parallelism parallelism) {
        Check.present("parallelism", parallelism);
        Check.leading("ldc", ldc, "n", n);
        Check.matrix("c", c, cOffset, m, n, ldc);
    }

    private static void checkApart(
            int m,
            int n,
            float[] c,
            int cOffset,
            int ldc,
            String name,
            float[] x,
            int xOffset,
            int rows,
            int columns,
            int ldx) {
        Check.apart("c", c, cOffset, m, n, ldc, name, x, xOffset, rows, columns, ldx);
    }

    private static void checkEpilogue(Epilogue epilogue, int m, int n, float[] c, int cOffset, int ldc) {
        Check.present("epilogue", epilogue);
        if (epilogue.bias() != null) {
            Check.vector("epilogue.bias", epilogue.bias(), epilogue.biasOffset(), n);
            checkApart(m, n, c, cOffset, ldc, "epilogue.bias", epilogue.bias(), epilogue.biasOffset(), 1, n, n);
        }
    }
}
