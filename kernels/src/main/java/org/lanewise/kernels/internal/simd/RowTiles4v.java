package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;

/**
 * Micro-kernels of r rows by 4 vectors for 32 vector registers (AVX-512, NEON): the rows of A are contiguous and read in
 * place, B is a packed panel. {@code c2_1} is row 2, vector 1 of the tile; a source line is a row of C. Three phases:
 * load the start S, a row of 4 vectors for all where {@code lds = 0}, loop over k, store C.
 *
 * <pre>
 *                  b0   b1   b2   b3     one row of the panel
 *   a[a0 + p] ->  c0_0 c0_1 c0_2 c0_3
 *   a[a1 + p] ->  c1_0 c1_1 c1_2 c1_3    24 accumulators at r = 6
 *      …             …
 * </pre>
 *
 * 24 accumulators, 4 vectors of B and a broadcast of A take 29 registers. C2 (JDK 25, AVX-512) makes 48 instructions of one k
 * of 6×4v: 24 FMA, 6 broadcasts, 4 loads, 6 address computations, the rest for the loop; no vector spilled, no bounds
 * check. They need 12 cycles for their FMA and 6 to be dispatched (Zen 5), which leaves room for the loads of panels that
 * straddle cache lines: on operands in L1 0.97 of the FMA peak from k = 64 on, on a panel in L2 0.93, and 0.95 where it is
 * aligned; 5×4v 42 instructions, as fast.
 *
 * <p>A start from one row saves 20 loads and their bounds checks, a sixth of what 6×4v executes beside its loop: 64 × 64 × 64
 * 1.04 times as fast, 128 × 512 × 10 with B transposed 1.06.
 *
 * <p>{@code pair} computes one row on two panels, as a single one has too few chains to keep the FMA units busy. Its loads lie
 * 256 bytes apart from one k to the next, which the processor prefetches from L2 into L1: 130 to 180 GB/s on Zen 5, where the
 * same weights in place, rows of 128 floats and more apart, come at 100 (the limit is a distance of some 700 bytes). One sample
 * through 64-128-128-1 takes 1.11 µs in place of 1.36.
 *
 * <p>What did not help: 6 rows with B by a leading dimension in a variable, as {@link StreamTiles4v} has it, in place of the
 * panel's constant one: two bounds checks a k; as fast on long chains, but 6 % slower at k = 64, as the end of the loop is
 * no longer foreseen.
 */
final class RowTiles4v {
    private RowTiles4v() {}

    // formatter:off
    static void rows6x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
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
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
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

    static void rows5x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
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
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
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

    static void rows4x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
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
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
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

    static void rows3x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
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
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2); c2_3 = x2.fma(b3, c2_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
        FLOATS.cast(c2_0).intoArray(c, cOffset + 2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + 2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + 2 * ldc + 2 * V); FLOATS.cast(c2_3).intoArray(c, cOffset + 2 * ldc + 3 * V);
    }

    static void rows2x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        FloatVector c1_0 = c0_0, c1_1 = c0_1, c1_2 = c0_2, c1_3 = c0_3;
        if (lds != 0) {
            c1_0 = fromArray(F, s, sOffset + lds); c1_1 = fromArray(F, s, sOffset + lds + V); c1_2 = fromArray(F, s, sOffset + lds + 2 * V); c1_3 = fromArray(F, s, sOffset + lds + 3 * V);
        }
        int a0 = aOffset;
        int a1 = aOffset + lda;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2); c1_3 = x1.fma(b3, c1_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
        FLOATS.cast(c1_0).intoArray(c, cOffset + ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + ldc + 2 * V); FLOATS.cast(c1_3).intoArray(c, cOffset + ldc + 3 * V);
    }

    static void rows1x4v(
            int k, float[] a, int aOffset, int lda, float[] b, int bOffset, float[] s, int sOffset, int lds,
            float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V), c0_3 = fromArray(F, s, sOffset + 3 * V);
        int a0 = aOffset;
        for (int p = 0; p < k; p++) {
            FloatVector b0 = fromArray(F, b, bOffset + p * 4 * V), b1 = fromArray(F, b, bOffset + p * 4 * V + V), b2 = fromArray(F, b, bOffset + p * 4 * V + 2 * V), b3 = fromArray(F, b, bOffset + p * 4 * V + 3 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2); c0_3 = x0.fma(b3, c0_3);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c0_3).intoArray(c, cOffset + 3 * V);
    }

    static void pair1x8v(
            int k, float[] a, int aOffset, float[] b, int bOffset, int step, float[] s, int sOffset, float[] c, int cOffset) {
        if (k < 0) { return; }
        FloatVector c0 = fromArray(F, s, sOffset), c1 = fromArray(F, s, sOffset + V), c2 = fromArray(F, s, sOffset + 2 * V), c3 = fromArray(F, s, sOffset + 3 * V), c4 = fromArray(F, s, sOffset + 4 * V), c5 = fromArray(F, s, sOffset + 5 * V), c6 = fromArray(F, s, sOffset + 6 * V), c7 = fromArray(F, s, sOffset + 7 * V);
        int bStep = bOffset + step;
        for (int p = 0; p < k; p++) {
            FloatVector x = FLOATS.cast(broadcast(F, a[aOffset + p]));
            c0 = x.fma(fromArray(F, b, bOffset + p * 4 * V), c0); c1 = x.fma(fromArray(F, b, bOffset + p * 4 * V + V), c1); c2 = x.fma(fromArray(F, b, bOffset + p * 4 * V + 2 * V), c2); c3 = x.fma(fromArray(F, b, bOffset + p * 4 * V + 3 * V), c3);
            c4 = x.fma(fromArray(F, b, bStep + p * 4 * V), c4); c5 = x.fma(fromArray(F, b, bStep + p * 4 * V + V), c5); c6 = x.fma(fromArray(F, b, bStep + p * 4 * V + 2 * V), c6); c7 = x.fma(fromArray(F, b, bStep + p * 4 * V + 3 * V), c7);
        }
        FLOATS.cast(c0).intoArray(c, cOffset); FLOATS.cast(c1).intoArray(c, cOffset + V); FLOATS.cast(c2).intoArray(c, cOffset + 2 * V); FLOATS.cast(c3).intoArray(c, cOffset + 3 * V); FLOATS.cast(c4).intoArray(c, cOffset + 4 * V); FLOATS.cast(c5).intoArray(c, cOffset + 5 * V); FLOATS.cast(c6).intoArray(c, cOffset + 6 * V); FLOATS.cast(c7).intoArray(c, cOffset + 7 * V);
    }
    // formatter:on
}
