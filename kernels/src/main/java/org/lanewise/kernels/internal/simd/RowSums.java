package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;

/**
 * One row of C as a weighted sum of rows of B, each read from end to end: eight streams that the processor prefetches,
 * where a tile would read a few vectors of a row and jump to the next. C, which is short, stays in L1.
 */
final class RowSums {
    private static final int ROWS = 8;

    private RowSums() {}

    /** {@code C[j] := fma(A[p], B[p, j], C[j])} for p = 0 … k − 1. */
    static void sum(int n, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        int end = k / ROWS * ROWS;
        for (int p = 0; p < end; p += ROWS) {
            eightRows(n, a, aOffset + p, b, bOffset + p * ldb, ldb, c, cOffset);
        }
        for (int p = end; p < k; p++) {
            oneRow(n, a[aOffset + p], b, bOffset + p * ldb, c, cOffset);
        }
    }

    private static void eightRows(
            int n, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset) {
        FloatVector x0 = FLOATS.cast(broadcast(F, a[aOffset])), x1 = FLOATS.cast(broadcast(F, a[aOffset + 1]));
        FloatVector x2 = FLOATS.cast(broadcast(F, a[aOffset + 2])), x3 = FLOATS.cast(broadcast(F, a[aOffset + 3]));
        FloatVector x4 = FLOATS.cast(broadcast(F, a[aOffset + 4])), x5 = FLOATS.cast(broadcast(F, a[aOffset + 5]));
        FloatVector x6 = FLOATS.cast(broadcast(F, a[aOffset + 6])), x7 = FLOATS.cast(broadcast(F, a[aOffset + 7]));
        int b1 = bOffset + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        int b4 = b3 + ldb;
        int b5 = b4 + ldb;
        int b6 = b5 + ldb;
        int b7 = b6 + ldb;
        int end = Lanes.F.loopBound(n);
        for (int j = 0; j < end; j += V) {
            FloatVector y = x0.fma(fromArray(F, b, bOffset + j), fromArray(F, c, cOffset + j));
            y = x1.fma(fromArray(F, b, b1 + j), y);
            y = x2.fma(fromArray(F, b, b2 + j), y);
            y = x3.fma(fromArray(F, b, b3 + j), y);
            y = x4.fma(fromArray(F, b, b4 + j), y);
            y = x5.fma(fromArray(F, b, b5 + j), y);
            y = x6.fma(fromArray(F, b, b6 + j), y);
            FLOATS.cast(x7.fma(fromArray(F, b, b7 + j), y)).intoArray(c, cOffset + j);
        }
        for (int j = end; j < n; j++) {
            float y = c[cOffset + j];
            for (int p = 0; p < ROWS; p++) {
                y = Math.fma(a[aOffset + p], b[bOffset + p * ldb + j], y);
            }
            c[cOffset + j] = y;
        }
    }

    private static void oneRow(int n, float x, float[] b, int bOffset, float[] c, int cOffset) {
        FloatVector factor = FLOATS.cast(broadcast(F, x));
        int end = Lanes.F.loopBound(n);
        for (int j = 0; j < end; j += V) {
            FLOATS.cast(factor.fma(fromArray(F, b, bOffset + j), fromArray(F, c, cOffset + j)))
                    .intoArray(c, cOffset + j);
        }
        for (int j = end; j < n; j++) {
            c[cOffset + j] = Math.fma(x, b[bOffset + j], c[cOffset + j]);
        }
    }
}
