package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels for 32 vector registers (AVX-512, NEON) that read B in place, from rows
 * {@code ldb} apart: for products of so few rows that packing B would cost as much as the product. The fewer the rows,
 * the more vectors side by side, to have chains enough. Phases and names as in {@link RowTiles4v}.
 *
 * <p>{@code packing} also stores what it reads of B as a panel for the row tiles below it, which saves a pass over B: on 6
 * rows, as the 4 stores of a k take 8 cycles where they straddle cache lines, and the FMA of 4 rows no more than that
 * (0.5 of the peak).
 */
final class StreamTiles4v {
    private StreamTiles4v() {}

    // formatter:off
    static void packing6x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] panel, int panelOffset,
            float[] s, int sOffset, int lds, float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        FloatVector c2_0 = c0_0, c2_1 = c0_1, c2_2 = c0_2, c2_3 = c0_3;
        FloatVector c3_0 = c0_0, c3_1 = c0_1, c3_2 = c0_2, c3_3 = c0_3;
        FloatVector c4_0 = c0_0, c4_1 = c0_1, c4_2 = c0_2, c4_3 = c0_3;
        FloatVector c5_0 = c0_0, c5_1 = c0_1, c5_2 = c0_2, c5_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
            c2_0 = fromArray(F, s, sOffset + 2 * lds); c2_1 = fromArray(F, s, sOffset + 2 * lds + V); c2_2 = fromArray(F, s, sOffset + 2 * lds + 2 * V); c2_3 = fromArray(F, s, sOffset + 2 * lds + 3 * V);
            c3_0 = fromArray(F, s, sOffset + 3 * lds); c3_1 = fromArray(F, s, sOffset + 3 * lds + V); c3_2 = fromArray(F, s, sOffset + 3 * lds + 2 * V); c3_3 = fromArray(F, s, sOffset + 3 * lds + 3 * V);
            c4_0 = fromArray(F, s, sOffset + 4 * lds); c4_1 = fromArray(F, s, sOffset + 4 * lds + V); c4_2 = fromArray(F, s, sOffset + 4 * lds + 2 * V); c4_3 = fromArray(F, s, sOffset + 4 * lds + 3 * V);
            c5_0 = fromArray(F, s, sOffset + 5 * lds); c5_1 = fromArray(F, s, sOffset + 5 * lds + V); c5_2 = fromArray(F, s, sOffset + 5 * lds + 2 * V); c5_3 = fromArray(F, s, sOffset + 5 * lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int a4 = aOffset + 4 * lda;
        int a5 = aOffset + 5 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FLOATS.cast(b0).intoArray(panel, panelOffset + p * 4 * V); FLOATS.cast(b1).intoArray(panel, panelOffset + p * 4 * V + V); FLOATS.cast(b2).intoArray(panel, panelOffset + p * 4 * V + 2 * V); FLOATS.cast(b3).intoArray(panel, panelOffset + p * 4 * V + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1); c3_2 = x3.fma(b2, c3_2); c3_3 = x3.fma(b3, c3_3);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1); c4_2 = x4.fma(b2, c4_2); c4_3 = x4.fma(b3, c4_3);
            FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + p])); c5_0 = x5.fma(b0, c5_0); c5_1 = x5.fma(b1, c5_1); c5_2 = x5.fma(b2, c5_2); c5_3 = x5.fma(b3, c5_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V); FLOATS.cast(c3_2).intoArray(c, cOffset + 3 * ldc + 2 * V); FLOATS.cast(c3_3).intoArray(c, cOffset + 3 * ldc + 3 * V);
        FLOATS.cast(c4_0).intoArray(c, cOffset + 4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + 4 * ldc + V); FLOATS.cast(c4_2).intoArray(c, cOffset + 4 * ldc + 2 * V); FLOATS.cast(c4_3).intoArray(c, cOffset + 4 * ldc + 3 * V);
        FLOATS.cast(c5_0).intoArray(c, cOffset + 5 * ldc); FLOATS.cast(c5_1).intoArray(c, cOffset + 5 * ldc + V); FLOATS.cast(c5_2).intoArray(c, cOffset + 5 * ldc + 2 * V); FLOATS.cast(c5_3).intoArray(c, cOffset + 5 * ldc + 3 * V);
    }

    static void stream1x16v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V), c0_4 = fromArray(F, s, sOffset + 4 * V), c0_5 = fromArray(F, s, sOffset + 5 * V), c0_6 = fromArray(F, s, sOffset + 6 * V), c0_7 = fromArray(F, s, sOffset + 7 * V);
        FloatVector c0_8 = fromArray(F, s, sOffset + 8 * V), c0_9 = fromArray(F, s, sOffset + 9 * V), c0_10 = fromArray(F, s, sOffset + 10 * V), c0_11 = fromArray(F, s, sOffset + 11 * V), c0_12 = fromArray(F, s, sOffset + 12 * V), c0_13 = fromArray(F, s, sOffset + 13 * V), c0_14 = fromArray(F, s, sOffset + 14 * V), c0_15 = fromArray(F, s, sOffset + 15 * V);
        int a0 = aOffset;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p]));
            c0_0 = x0.fma(fromArray(F, b, bp), c0_0); c0_1 = x0.fma(fromArray(F, b, bp + V), c0_1);
            c0_2 = x0.fma(fromArray(F, b, bp + 2 * V), c0_2); c0_3 = x0.fma(fromArray(F, b, bp + 3 * V), c0_3);
            c0_4 = x0.fma(fromArray(F, b, bp + 4 * V), c0_4); c0_5 = x0.fma(fromArray(F, b, bp + 5 * V), c0_5);
            c0_6 = x0.fma(fromArray(F, b, bp + 6 * V), c0_6); c0_7 = x0.fma(fromArray(F, b, bp + 7 * V), c0_7);
            c0_8 = x0.fma(fromArray(F, b, bp + 8 * V), c0_8); c0_9 = x0.fma(fromArray(F, b, bp + 9 * V), c0_9);
            c0_10 = x0.fma(fromArray(F, b, bp + 10 * V), c0_10); c0_11 = x0.fma(fromArray(F, b, bp + 11 * V), c0_11);
            c0_12 = x0.fma(fromArray(F, b, bp + 12 * V), c0_12); c0_13 = x0.fma(fromArray(F, b, bp + 13 * V), c0_13);
            c0_14 = x0.fma(fromArray(F, b, bp + 14 * V), c0_14); c0_15 = x0.fma(fromArray(F, b, bp + 15 * V), c0_15);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V); FLOATS.cast(c0_4).intoArray(c, cOffset + 4 * V); FLOATS.cast(c0_5).intoArray(c, cOffset + 5 * V); FLOATS.cast(c0_6).intoArray(c, cOffset + 6 * V); FLOATS.cast(c0_7).intoArray(c, cOffset + 7 * V);
        FLOATS.cast(c0_8).intoArray(c, cOffset + 8 * V); FLOATS.cast(c0_9).intoArray(c, cOffset + 9 * V); FLOATS.cast(c0_10).intoArray(c, cOffset + 10 * V); FLOATS.cast(c0_11).intoArray(c, cOffset + 11 * V); FLOATS.cast(c0_12).intoArray(c, cOffset + 12 * V); FLOATS.cast(c0_13).intoArray(c, cOffset + 13 * V); FLOATS.cast(c0_14).intoArray(c, cOffset + 14 * V); FLOATS.cast(c0_15).intoArray(c, cOffset + 15 * V);
    }

    static void stream1x8v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V), c0_4 = fromArray(F, s, sOffset + 4 * V), c0_5 = fromArray(F, s, sOffset + 5 * V), c0_6 = fromArray(F, s, sOffset + 6 * V), c0_7 = fromArray(F, s, sOffset + 7 * V);
        int a0 = aOffset;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p]));
            c0_0 = x0.fma(fromArray(F, b, bp), c0_0); c0_1 = x0.fma(fromArray(F, b, bp + V), c0_1);
            c0_2 = x0.fma(fromArray(F, b, bp + 2 * V), c0_2); c0_3 = x0.fma(fromArray(F, b, bp + 3 * V), c0_3);
            c0_4 = x0.fma(fromArray(F, b, bp + 4 * V), c0_4); c0_5 = x0.fma(fromArray(F, b, bp + 5 * V), c0_5);
            c0_6 = x0.fma(fromArray(F, b, bp + 6 * V), c0_6); c0_7 = x0.fma(fromArray(F, b, bp + 7 * V), c0_7);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V); FLOATS.cast(c0_4).intoArray(c, cOffset + 4 * V); FLOATS.cast(c0_5).intoArray(c, cOffset + 5 * V); FLOATS.cast(c0_6).intoArray(c, cOffset + 6 * V); FLOATS.cast(c0_7).intoArray(c, cOffset + 7 * V);
    }

    static void stream2x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
    }

    static void stream3x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        FloatVector c2_0 = c0_0, c2_1 = c0_1, c2_2 = c0_2, c2_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
            c2_0 = fromArray(F, s, sOffset + 2 * lds); c2_1 = fromArray(F, s, sOffset + 2 * lds + V); c2_2 = fromArray(F, s, sOffset + 2 * lds + 2 * V); c2_3 = fromArray(F, s, sOffset + 2 * lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
    }

    static void stream4x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        FloatVector c2_0 = c0_0, c2_1 = c0_1, c2_2 = c0_2, c2_3 = c0_3;
        FloatVector c3_0 = c0_0, c3_1 = c0_1, c3_2 = c0_2, c3_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
            c2_0 = fromArray(F, s, sOffset + 2 * lds); c2_1 = fromArray(F, s, sOffset + 2 * lds + V); c2_2 = fromArray(F, s, sOffset + 2 * lds + 2 * V); c2_3 = fromArray(F, s, sOffset + 2 * lds + 3 * V);
            c3_0 = fromArray(F, s, sOffset + 3 * lds); c3_1 = fromArray(F, s, sOffset + 3 * lds + V); c3_2 = fromArray(F, s, sOffset + 3 * lds + 2 * V); c3_3 = fromArray(F, s, sOffset + 3 * lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1); c3_2 = x3.fma(b2, c3_2); c3_3 = x3.fma(b3, c3_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V); FLOATS.cast(c3_2).intoArray(c, cOffset + 3 * ldc + 2 * V); FLOATS.cast(c3_3).intoArray(c, cOffset + 3 * ldc + 3 * V);
    }

    static void stream5x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        FloatVector c2_0 = c0_0, c2_1 = c0_1, c2_2 = c0_2, c2_3 = c0_3;
        FloatVector c3_0 = c0_0, c3_1 = c0_1, c3_2 = c0_2, c3_3 = c0_3;
        FloatVector c4_0 = c0_0, c4_1 = c0_1, c4_2 = c0_2, c4_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
            c2_0 = fromArray(F, s, sOffset + 2 * lds); c2_1 = fromArray(F, s, sOffset + 2 * lds + V); c2_2 = fromArray(F, s, sOffset + 2 * lds + 2 * V); c2_3 = fromArray(F, s, sOffset + 2 * lds + 3 * V);
            c3_0 = fromArray(F, s, sOffset + 3 * lds); c3_1 = fromArray(F, s, sOffset + 3 * lds + V); c3_2 = fromArray(F, s, sOffset + 3 * lds + 2 * V); c3_3 = fromArray(F, s, sOffset + 3 * lds + 3 * V);
            c4_0 = fromArray(F, s, sOffset + 4 * lds); c4_1 = fromArray(F, s, sOffset + 4 * lds + V); c4_2 = fromArray(F, s, sOffset + 4 * lds + 2 * V); c4_3 = fromArray(F, s, sOffset + 4 * lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int a4 = aOffset + 4 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1); c3_2 = x3.fma(b2, c3_2); c3_3 = x3.fma(b3, c3_3);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1); c4_2 = x4.fma(b2, c4_2); c4_3 = x4.fma(b3, c4_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V); FLOATS.cast(c3_2).intoArray(c, cOffset + 3 * ldc + 2 * V); FLOATS.cast(c3_3).intoArray(c, cOffset + 3 * ldc + 3 * V);
        FLOATS.cast(c4_0).intoArray(c, cOffset + 4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + 4 * ldc + V); FLOATS.cast(c4_2).intoArray(c, cOffset + 4 * ldc + 2 * V); FLOATS.cast(c4_3).intoArray(c, cOffset + 4 * ldc + 3 * V);
    }

    static void stream6x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        FloatVector c2_0 = c0_0, c2_1 = c0_1, c2_2 = c0_2, c2_3 = c0_3;
        FloatVector c3_0 = c0_0, c3_1 = c0_1, c3_2 = c0_2, c3_3 = c0_3;
        FloatVector c4_0 = c0_0, c4_1 = c0_1, c4_2 = c0_2, c4_3 = c0_3;
        FloatVector c5_0 = c0_0, c5_1 = c0_1, c5_2 = c0_2, c5_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
            c2_0 = fromArray(F, s, sOffset + 2 * lds); c2_1 = fromArray(F, s, sOffset + 2 * lds + V); c2_2 = fromArray(F, s, sOffset + 2 * lds + 2 * V); c2_3 = fromArray(F, s, sOffset + 2 * lds + 3 * V);
            c3_0 = fromArray(F, s, sOffset + 3 * lds); c3_1 = fromArray(F, s, sOffset + 3 * lds + V); c3_2 = fromArray(F, s, sOffset + 3 * lds + 2 * V); c3_3 = fromArray(F, s, sOffset + 3 * lds + 3 * V);
            c4_0 = fromArray(F, s, sOffset + 4 * lds); c4_1 = fromArray(F, s, sOffset + 4 * lds + V); c4_2 = fromArray(F, s, sOffset + 4 * lds + 2 * V); c4_3 = fromArray(F, s, sOffset + 4 * lds + 3 * V);
            c5_0 = fromArray(F, s, sOffset + 5 * lds); c5_1 = fromArray(F, s, sOffset + 5 * lds + V); c5_2 = fromArray(F, s, sOffset + 5 * lds + 2 * V); c5_3 = fromArray(F, s, sOffset + 5 * lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int a4 = aOffset + 4 * lda;
        int a5 = aOffset + 5 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V), b3 = fromArray(F, b, bp + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1); c3_2 = x3.fma(b2, c3_2); c3_3 = x3.fma(b3, c3_3);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1); c4_2 = x4.fma(b2, c4_2); c4_3 = x4.fma(b3, c4_3);
            FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + p])); c5_0 = x5.fma(b0, c5_0); c5_1 = x5.fma(b1, c5_1); c5_2 = x5.fma(b2, c5_2); c5_3 = x5.fma(b3, c5_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V); FLOATS.cast(c3_2).intoArray(c, cOffset + 3 * ldc + 2 * V); FLOATS.cast(c3_3).intoArray(c, cOffset + 3 * ldc + 3 * V);
        FLOATS.cast(c4_0).intoArray(c, cOffset + 4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + 4 * ldc + V); FLOATS.cast(c4_2).intoArray(c, cOffset + 4 * ldc + 2 * V); FLOATS.cast(c4_3).intoArray(c, cOffset + 4 * ldc + 3 * V);
        FLOATS.cast(c5_0).intoArray(c, cOffset + 5 * ldc); FLOATS.cast(c5_1).intoArray(c, cOffset + 5 * ldc + V); FLOATS.cast(c5_2).intoArray(c, cOffset + 5 * ldc + 2 * V); FLOATS.cast(c5_3).intoArray(c, cOffset + 5 * ldc + 3 * V);
    }
    // formatter:on
}
