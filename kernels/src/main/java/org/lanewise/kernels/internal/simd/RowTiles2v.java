package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of r rows by 2 vectors for 16 vector registers (AVX2): the rows of A are contiguous and read in
 * place, B is a packed panel. {@code c2_1} is row 2, vector 1 of the tile; a source line is a row of C. Three phases:
 * load the start S, loop over k, store C.
 *
 * <pre>
 *                  b0 b1          one row of the panel
 *   a[a0 + p] ->  c0_0 c0_1
 *   a[a1 + p] ->  c1_0 c1_1       12 accumulators at r = 6
 *      …             …
 * </pre>
 *
 * 12 accumulators, 2 vectors of B and a broadcast of A take 15 registers. C2 (JDK 25, AVX2) makes 33 instructions of one
 * k: 12 FMA, 6 broadcasts, 2 loads, 6 address computations, 7 for the loop; no vector spilled, no bounds check. On operands in L1 a
 * Zen 3 core reaches 0.96 of its FMA peak. Where a neighbour on the same core takes half of the dispatch slots, 33
 * instructions need 11 cycles for 6 cycles of FMA: 0.55 of the peak; a library of 1.75 instructions an FMA loses far less.
 *
 * <p>What did not help (same core, share of the peak, instructions an FMA): 4×3v and 3×4v spill (0.39); 6×2v with A packed
 * in panels of 2, 3 or 6 rows, or k unrolled by 2 or 4, spills an accumulator, as C2 loads all broadcasts of a step ahead of
 * their use (0.28 to 0.41); 5×2v with A packed 0.95 (2.6), no gain; 4×2v unrolled by 2 0.82 to 0.93 (2.3
 * to 2.4), as 8 chains are just as many as the latency of the FMA needs; 8×1v and 12×1v 0.6 of 6×2v in the same run.
 */
final class RowTiles2v {
    /**
     * The loops of 5 and 6 rows run in strips of k. C2 spares vector registers only where a loop also needs many for integers:
     * without strips it did so under G1, which makes strips of its own, of 1,000 rounds, where a loop may be longer than a tenth
     * of that; under the serial and the parallel collector it loaded all broadcasts first and spilled 4 accumulators. Zen 5,
     * UseAVX=2, 512³: under those 1.9 times as fast, under G1 as fast as without. What did not help: strips of 1,024 (then it
     * is G1 that spills), and strips in the kernels that read B in place (under the serial collector 0.65 of without).
     */
    private static final int STRIP = 96;

    private RowTiles2v() {}

    // formatter:off
    static void rows6x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + lds), c1_1 = fromArray(F, s, sOffset + lds + V);
        FloatVector c2_0 = fromArray(F, s, sOffset + 2 * lds), c2_1 = fromArray(F, s, sOffset + 2 * lds + V);
        FloatVector c3_0 = fromArray(F, s, sOffset + 3 * lds), c3_1 = fromArray(F, s, sOffset + 3 * lds + V);
        FloatVector c4_0 = fromArray(F, s, sOffset + 4 * lds), c4_1 = fromArray(F, s, sOffset + 4 * lds + V);
        FloatVector c5_0 = fromArray(F, s, sOffset + 5 * lds), c5_1 = fromArray(F, s, sOffset + 5 * lds + V);
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int a4 = aOffset + 4 * lda;
        int a5 = aOffset + 5 * lda;
        for (int q = 0; q < k; q += STRIP) {
            int depth = Math.min(k - q, STRIP);
            int bq = bOffset + q * 2 * V;
            for (int p = 0; p < depth; p++) {
                FloatVector b0 = fromArray(F, b, bq + p * 2 * V), b1 = fromArray(F, b, bq + p * 2 * V + V);
                FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + q + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
                FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + q + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
                FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + q + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
                FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + q + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
                FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + q + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1);
                FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + q + p])); c5_0 = x5.fma(b0, c5_0); c5_1 = x5.fma(b1, c5_1);
            }
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V);
        FLOATS.cast(c4_0).intoArray(c, cOffset + 4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + 4 * ldc + V);
        FLOATS.cast(c5_0).intoArray(c, cOffset + 5 * ldc); FLOATS.cast(c5_1).intoArray(c, cOffset + 5 * ldc + V);
    }

    static void rows5x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + lds), c1_1 = fromArray(F, s, sOffset + lds + V);
        FloatVector c2_0 = fromArray(F, s, sOffset + 2 * lds), c2_1 = fromArray(F, s, sOffset + 2 * lds + V);
        FloatVector c3_0 = fromArray(F, s, sOffset + 3 * lds), c3_1 = fromArray(F, s, sOffset + 3 * lds + V);
        FloatVector c4_0 = fromArray(F, s, sOffset + 4 * lds), c4_1 = fromArray(F, s, sOffset + 4 * lds + V);
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        int a4 = aOffset + 4 * lda;
        for (int q = 0; q < k; q += STRIP) {
            int depth = Math.min(k - q, STRIP);
            int bq = bOffset + q * 2 * V;
            for (int p = 0; p < depth; p++) {
                FloatVector b0 = fromArray(F, b, bq + p * 2 * V), b1 = fromArray(F, b, bq + p * 2 * V + V);
                FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + q + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
                FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + q + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
                FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + q + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
                FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + q + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
                FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + q + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1);
            }
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V);
        FLOATS.cast(c4_0).intoArray(c, cOffset + 4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + 4 * ldc + V);
    }

    static void rows4x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + lds), c1_1 = fromArray(F, s, sOffset + lds + V);
        FloatVector c2_0 = fromArray(F, s, sOffset + 2 * lds), c2_1 = fromArray(F, s, sOffset + 2 * lds + V);
        FloatVector c3_0 = fromArray(F, s, sOffset + 3 * lds), c3_1 = fromArray(F, s, sOffset + 3 * lds + V);
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        int a3 = aOffset + 3 * lda;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 2 * V), b1 = fromArray(F, b, bOffset + p * 2 * V + V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V);
        FLOATS.cast(c3_0).intoArray(c, cOffset + 3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + 3 * ldc + V);
    }

    static void rows3x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + lds), c1_1 = fromArray(F, s, sOffset + lds + V);
        FloatVector c2_0 = fromArray(F, s, sOffset + 2 * lds), c2_1 = fromArray(F, s, sOffset + 2 * lds + V);
        int a0 = aOffset;
        int a1 = aOffset + lda;
        int a2 = aOffset + 2 * lda;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 2 * V), b1 = fromArray(F, b, bOffset + p * 2 * V + V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V);
    }

    static void rows2x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + lds), c1_1 = fromArray(F, s, sOffset + lds + V);
        int a0 = aOffset;
        int a1 = aOffset + lda;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 2 * V), b1 = fromArray(F, b, bOffset + p * 2 * V + V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V);
    }

    static void rows1x2v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        int a0 = aOffset;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 2 * V), b1 = fromArray(F, b, bOffset + p * 2 * V + V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V);
    }

    static void pair1x4v(
            int k, float[] a, int aOffset, float[] b, int bOffset, int step, float[] s, int sOffset, float[] c, int cOffset) {
        if (k < 0) { return; }
        FloatVector c0 = fromArray(F, s, sOffset), c1 = fromArray(F, s, sOffset + V), c2 = fromArray(F, s, sOffset + 2 * V), c3 = fromArray(F, s, sOffset + 3 * V);
        int bStep = bOffset + step;
        for (int p = 0; p < k; p++) {
            FloatVector x = FLOATS.cast(broadcast(F, a[aOffset + p]));
            c0 = x.fma(fromArray(F, b, bOffset + p * 2 * V), c0); c1 = x.fma(fromArray(F, b, bOffset + p * 2 * V + V), c1);
            c2 = x.fma(fromArray(F, b, bStep + p * 2 * V), c2); c3 = x.fma(fromArray(F, b, bStep + p * 2 * V + V), c3);
        }
        FLOATS.cast(c0).intoArray(c, cOffset); FLOATS.cast(c1).intoArray(c, cOffset + V); FLOATS.cast(c2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c3).intoArray(c, cOffset + 3 * V);
    }
    // formatter:on
}
