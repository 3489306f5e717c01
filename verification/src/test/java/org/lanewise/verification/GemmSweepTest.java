package org.lanewise.verification;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Transpose;
import org.lanewise.kernels.internal.simd.Lanes;

/** Every shape up to two tiles and one, on integers whose sums are exact, against arithmetic in long. */
class GemmSweepTest {
    /** Twice the most rows of a tile, and one. */
    private static final int M = 2 * 6 + 1;

    /** Twice the columns of the widest panel, and one; the chains are as long. */
    private static final int N = 2 * 4 * (Lanes.bits() / Float.SIZE) + 1;

    @ParameterizedTest
    @CsvSource({"NO, NO", "NO, YES", "YES, NO", "YES, YES"})
    void everyShapeIsExact(Transpose transA, Transpose transB) {
        boolean aTransposed = transA == Transpose.YES;
        boolean bTransposed = transB == Transpose.YES;
        // Cut from larger matrices, so that a leading dimension never is the number of columns.
        int lda = aTransposed ? M + 2 : N + 2;
        int ldb = N + 2;
        float[] a = integers((aTransposed ? N : M) * lda, 7);
        float[] b = integers(N * ldb, 11);
        float[] c = new float[M * (N + 1)];
        int shapes = 0;
        for (int m = 1; m <= M; m++) {
            for (int n = 1; n <= N; n++) {
                long[] expected = new long[m * n];
                for (int k = 0; k <= N; k++) {
                    Gemm.gemm(transA, transB, m, n, k, 1, a, 0, lda, b, 0, ldb, 0, c, 0, N + 1);
                    for (int i = 0; i < m; i++) {
                        for (int j = 0; j < n; j++) {
                            if (c[i * (N + 1) + j] != expected[i * n + j]) {
                                throw new AssertionError("m = " + m + ", n = " + n + ", k = " + k + ", " + transA + " "
                                        + transB + ": C[" + i + ", " + j + "] = " + c[i * (N + 1) + j] + ", exactly "
                                        + expected[i * n + j]);
                            }
                        }
                    }
                    for (int i = 0; i < m && k < N; i++) {
                        long aik = (long) a[aTransposed ? k * lda + i : i * lda + k];
                        for (int j = 0; j < n; j++) {
                            expected[i * n + j] += aik * (long) b[bTransposed ? j * ldb + k : k * ldb + j];
                        }
                    }
                    shapes++;
                }
            }
        }
        System.out.println("GemmSweepTest.everyShapeIsExact " + transA + " " + transB + ": " + shapes + " shapes");
    }

    /** −8 … 8 in an order without a period that a tile could hide. */
    private static float[] integers(int length, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextInt(-8, 9);
        }
        return numbers;
    }
}
