package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.V;
import static org.lanewise.kernels.internal.simd.Lanes.all;
import static org.lanewise.kernels.internal.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of r rows by 2 vectors for 16 vector registers (AVX2): A is stored transposed, so that the r numbers that a step
 * of k needs are contiguous, {@code lda} apart from those of the next step; B is a packed panel.
 *
 * <p>At most 5 rows: from one address, C2 loads all the broadcasts of a step ahead of their use, and a sixth does not fit
 * 16 registers (6×2v spilled an accumulator and ran at 0.45 of the speed of 5×2v; Zen 3, JDK 25).
 */
final class ColumnTiles2v {
    private ColumnTiles2v() {}

    // formatter:off
    static void columns5x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        FloatVector c0_0 = load(s, sOffset), c0_1 = load(s, sOffset + V);
        FloatVector c1_0 = load(s, sOffset + lds), c1_1 = load(s, sOffset + lds + V);
        FloatVector c2_0 = load(s, sOffset + 2 * lds), c2_1 = load(s, sOffset + 2 * lds + V);
        FloatVector c3_0 = load(s, sOffset + 3 * lds), c3_1 = load(s, sOffset + 3 * lds + V);
        FloatVector c4_0 = load(s, sOffset + 4 * lds), c4_1 = load(s, sOffset + 4 * lds + V);
        int ap = aOffset;
        for (int p = 0; p < k; p++, ap += lda) {
            FloatVector b0 = load(b, bOffset + p * 2 * V), b1 = load(b, bOffset + p * 2 * V + V);
            FloatVector x0 = all(a[ap]); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = all(a[ap + 1]); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = all(a[ap + 2]); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
            FloatVector x3 = all(a[ap + 3]); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
            FloatVector x4 = all(a[ap + 4]); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1);
        }
        c0_0.intoArray(c, cOffset); c0_1.intoArray(c, cOffset + V);
        c1_0.intoArray(c, cOffset + ldc); c1_1.intoArray(c, cOffset + ldc + V);
        c2_0.intoArray(c, cOffset + 2 * ldc); c2_1.intoArray(c, cOffset + 2 * ldc + V);
        c3_0.intoArray(c, cOffset + 3 * ldc); c3_1.intoArray(c, cOffset + 3 * ldc + V);
        c4_0.intoArray(c, cOffset + 4 * ldc); c4_1.intoArray(c, cOffset + 4 * ldc + V);
    }

    static void columns4x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        FloatVector c0_0 = load(s, sOffset), c0_1 = load(s, sOffset + V);
        FloatVector c1_0 = load(s, sOffset + lds), c1_1 = load(s, sOffset + lds + V);
        FloatVector c2_0 = load(s, sOffset + 2 * lds), c2_1 = load(s, sOffset + 2 * lds + V);
        FloatVector c3_0 = load(s, sOffset + 3 * lds), c3_1 = load(s, sOffset + 3 * lds + V);
        int ap = aOffset;
        for (int p = 0; p < k; p++, ap += lda) {
            FloatVector b0 = load(b, bOffset + p * 2 * V), b1 = load(b, bOffset + p * 2 * V + V);
            FloatVector x0 = all(a[ap]); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = all(a[ap + 1]); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = all(a[ap + 2]); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
            FloatVector x3 = all(a[ap + 3]); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
        }
        c0_0.intoArray(c, cOffset); c0_1.intoArray(c, cOffset + V);
        c1_0.intoArray(c, cOffset + ldc); c1_1.intoArray(c, cOffset + ldc + V);
        c2_0.intoArray(c, cOffset + 2 * ldc); c2_1.intoArray(c, cOffset + 2 * ldc + V);
        c3_0.intoArray(c, cOffset + 3 * ldc); c3_1.intoArray(c, cOffset + 3 * ldc + V);
    }

    static void columns3x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        FloatVector c0_0 = load(s, sOffset), c0_1 = load(s, sOffset + V);
        FloatVector c1_0 = load(s, sOffset + lds), c1_1 = load(s, sOffset + lds + V);
        FloatVector c2_0 = load(s, sOffset + 2 * lds), c2_1 = load(s, sOffset + 2 * lds + V);
        int ap = aOffset;
        for (int p = 0; p < k; p++, ap += lda) {
            FloatVector b0 = load(b, bOffset + p * 2 * V), b1 = load(b, bOffset + p * 2 * V + V);
            FloatVector x0 = all(a[ap]); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = all(a[ap + 1]); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = all(a[ap + 2]); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
        }
        c0_0.intoArray(c, cOffset); c0_1.intoArray(c, cOffset + V);
        c1_0.intoArray(c, cOffset + ldc); c1_1.intoArray(c, cOffset + ldc + V);
        c2_0.intoArray(c, cOffset + 2 * ldc); c2_1.intoArray(c, cOffset + 2 * ldc + V);
    }

    static void columns2x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        FloatVector c0_0 = load(s, sOffset), c0_1 = load(s, sOffset + V);
        FloatVector c1_0 = load(s, sOffset + lds), c1_1 = load(s, sOffset + lds + V);
        int ap = aOffset;
        for (int p = 0; p < k; p++, ap += lda) {
            FloatVector b0 = load(b, bOffset + p * 2 * V), b1 = load(b, bOffset + p * 2 * V + V);
            FloatVector x0 = all(a[ap]); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = all(a[ap + 1]); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
        }
        c0_0.intoArray(c, cOffset); c0_1.intoArray(c, cOffset + V);
        c1_0.intoArray(c, cOffset + ldc); c1_1.intoArray(c, cOffset + ldc + V);
    }

    static void columns1x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        FloatVector c0_0 = load(s, sOffset), c0_1 = load(s, sOffset + V);
        int ap = aOffset;
        for (int p = 0; p < k; p++, ap += lda) {
            FloatVector b0 = load(b, bOffset + p * 2 * V), b1 = load(b, bOffset + p * 2 * V + V);
            FloatVector x0 = all(a[ap]); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
        }
        c0_0.intoArray(c, cOffset); c0_1.intoArray(c, cOffset + V);
    }
    // formatter:on
}
