package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Micro-kernels for 32 vector registers and masks (AVX-512) of fewer than 4 vectors side by side, for a narrow C and for
 * what is left at its right edge: the fewer vectors, the more rows, to have chains enough. The last vector of a row of C may
 * stand over the edge, where it is not written; S is read in whole vectors. B is a panel, or lies in place with whole vectors.
 * Phases and names as in {@link RowTiles4v}.
 *
 * <p>One kernel a width serves all heights: row i of the tile is row {@code r_i = min(i, rows − 1)} of A, S and C, so the
 * last row may be computed and stored several times over, each time from the same start and with the same bits, as all
 * starts are loaded before the first store. Only a single row of at most one vector, as the last layer has it where one sample
 * is predicted, has a kernel of its own: through 64-128-128-1 a sample takes 0.91 of the time.
 *
 * <p>S has no edge as C1 runs out of registers where half of a kernel's loads and stores have masks; without its profile C2
 * boxes.
 *
 * <p>Share of the FMA peak on operands in L1 (Zen 5, 512 bits; k = 16 / 64 / 256): 6×3v 0.78 / 0.95 / 0.95, 8×2v 0.66 / 0.89 /
 * 0.98, 8×1v 0.47 / 0.66 / 0.74, which has as many broadcasts as FMA. What did not help: the last k apart, with a mask for
 * its load, so that B with a ragged edge could be read in place: in one JVM of six C2 boxed (33³ at a
 * fiftieth of its speed); a start from one row, as {@link RowTiles4v} has it (16³ 1.05 times as fast, but 128 × 10 × 256 0.94 and
 * 100³ 0.98); a check of our own before each masked store, so that C2 need not spill all sums for the Vector API's (the
 * code after the loop takes half the time, the product the same); 8×3v and 12×2v, as fast but too large for C1; 12×1v and 16×1v
 * (0.65, 0.62: more rows than address registers),
 * 16×1v with k unrolled by 4 (0.77, but 0.38 at k = 16).
 */
final class NarrowTiles {
    private NarrowTiles() {}

    // formatter:off
    static void narrow6x3v(
            int rows, int columns, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
            float[] s, int sOffset, int lds, float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        int last = rows - 1;
        int r1 = Math.min(1, last), r2 = Math.min(2, last), r3 = Math.min(3, last), r4 = Math.min(4, last), r5 = Math.min(5, last);
        VectorMask<Float> edge = VectorMask.fromLong(F, (1L << (columns - 2 * V)) - 1);
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V), c0_2 = fromArray(F, s, sOffset + 2 * V);
        FloatVector c1_0 = fromArray(F, s, sOffset + r1 * lds), c1_1 = fromArray(F, s, sOffset + r1 * lds + V), c1_2 = fromArray(F, s, sOffset + r1 * lds + 2 * V);
        FloatVector c2_0 = fromArray(F, s, sOffset + r2 * lds), c2_1 = fromArray(F, s, sOffset + r2 * lds + V), c2_2 = fromArray(F, s, sOffset + r2 * lds + 2 * V);
        FloatVector c3_0 = fromArray(F, s, sOffset + r3 * lds), c3_1 = fromArray(F, s, sOffset + r3 * lds + V), c3_2 = fromArray(F, s, sOffset + r3 * lds + 2 * V);
        FloatVector c4_0 = fromArray(F, s, sOffset + r4 * lds), c4_1 = fromArray(F, s, sOffset + r4 * lds + V), c4_2 = fromArray(F, s, sOffset + r4 * lds + 2 * V);
        FloatVector c5_0 = fromArray(F, s, sOffset + r5 * lds), c5_1 = fromArray(F, s, sOffset + r5 * lds + V), c5_2 = fromArray(F, s, sOffset + r5 * lds + 2 * V);
        int a0 = aOffset;
        int a1 = aOffset + r1 * lda;
        int a2 = aOffset + r2 * lda;
        int a3 = aOffset + r3 * lda;
        int a4 = aOffset + r4 * lda;
        int a5 = aOffset + r5 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V), b2 = fromArray(F, b, bp + 2 * V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1); c0_2 = x0.fma(b2, c0_2);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1); c1_2 = x1.fma(b2, c1_2);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1); c2_2 = x2.fma(b2, c2_2);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1); c3_2 = x3.fma(b2, c3_2);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1); c4_2 = x4.fma(b2, c4_2);
            FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + p])); c5_0 = x5.fma(b0, c5_0); c5_1 = x5.fma(b1, c5_1); c5_2 = x5.fma(b2, c5_2);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V); FLOATS.cast(c0_2).intoArray(c, cOffset + 2 * V, edge);
        FLOATS.cast(c1_0).intoArray(c, cOffset + r1 * ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + r1 * ldc + V); FLOATS.cast(c1_2).intoArray(c, cOffset + r1 * ldc + 2 * V, edge);
        FLOATS.cast(c2_0).intoArray(c, cOffset + r2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + r2 * ldc + V); FLOATS.cast(c2_2).intoArray(c, cOffset + r2 * ldc + 2 * V, edge);
        FLOATS.cast(c3_0).intoArray(c, cOffset + r3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + r3 * ldc + V); FLOATS.cast(c3_2).intoArray(c, cOffset + r3 * ldc + 2 * V, edge);
        FLOATS.cast(c4_0).intoArray(c, cOffset + r4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + r4 * ldc + V); FLOATS.cast(c4_2).intoArray(c, cOffset + r4 * ldc + 2 * V, edge);
        FLOATS.cast(c5_0).intoArray(c, cOffset + r5 * ldc); FLOATS.cast(c5_1).intoArray(c, cOffset + r5 * ldc + V); FLOATS.cast(c5_2).intoArray(c, cOffset + r5 * ldc + 2 * V, edge);
    }

    static void narrow8x2v(
            int rows, int columns, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
            float[] s, int sOffset, int lds, float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        int last = rows - 1;
        int r1 = Math.min(1, last), r2 = Math.min(2, last), r3 = Math.min(3, last), r4 = Math.min(4, last), r5 = Math.min(5, last), r6 = Math.min(6, last), r7 = Math.min(7, last);
        VectorMask<Float> edge = VectorMask.fromLong(F, (1L << (columns - V)) - 1);
        FloatVector c0_0 = fromArray(F, s, sOffset), c0_1 = fromArray(F, s, sOffset + V);
        FloatVector c1_0 = fromArray(F, s, sOffset + r1 * lds), c1_1 = fromArray(F, s, sOffset + r1 * lds + V);
        FloatVector c2_0 = fromArray(F, s, sOffset + r2 * lds), c2_1 = fromArray(F, s, sOffset + r2 * lds + V);
        FloatVector c3_0 = fromArray(F, s, sOffset + r3 * lds), c3_1 = fromArray(F, s, sOffset + r3 * lds + V);
        FloatVector c4_0 = fromArray(F, s, sOffset + r4 * lds), c4_1 = fromArray(F, s, sOffset + r4 * lds + V);
        FloatVector c5_0 = fromArray(F, s, sOffset + r5 * lds), c5_1 = fromArray(F, s, sOffset + r5 * lds + V);
        FloatVector c6_0 = fromArray(F, s, sOffset + r6 * lds), c6_1 = fromArray(F, s, sOffset + r6 * lds + V);
        FloatVector c7_0 = fromArray(F, s, sOffset + r7 * lds), c7_1 = fromArray(F, s, sOffset + r7 * lds + V);
        int a0 = aOffset;
        int a1 = aOffset + r1 * lda;
        int a2 = aOffset + r2 * lda;
        int a3 = aOffset + r3 * lda;
        int a4 = aOffset + r4 * lda;
        int a5 = aOffset + r5 * lda;
        int a6 = aOffset + r6 * lda;
        int a7 = aOffset + r7 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp), b1 = fromArray(F, b, bp + V);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0); c0_1 = x0.fma(b1, c0_1);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0); c1_1 = x1.fma(b1, c1_1);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0); c2_1 = x2.fma(b1, c2_1);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0); c3_1 = x3.fma(b1, c3_1);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0); c4_1 = x4.fma(b1, c4_1);
            FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + p])); c5_0 = x5.fma(b0, c5_0); c5_1 = x5.fma(b1, c5_1);
            FloatVector x6 = FLOATS.cast(broadcast(F, a[a6 + p])); c6_0 = x6.fma(b0, c6_0); c6_1 = x6.fma(b1, c6_1);
            FloatVector x7 = FLOATS.cast(broadcast(F, a[a7 + p])); c7_0 = x7.fma(b0, c7_0); c7_1 = x7.fma(b1, c7_1);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset); FLOATS.cast(c0_1).intoArray(c, cOffset + V, edge);
        FLOATS.cast(c1_0).intoArray(c, cOffset + r1 * ldc); FLOATS.cast(c1_1).intoArray(c, cOffset + r1 * ldc + V, edge);
        FLOATS.cast(c2_0).intoArray(c, cOffset + r2 * ldc); FLOATS.cast(c2_1).intoArray(c, cOffset + r2 * ldc + V, edge);
        FLOATS.cast(c3_0).intoArray(c, cOffset + r3 * ldc); FLOATS.cast(c3_1).intoArray(c, cOffset + r3 * ldc + V, edge);
        FLOATS.cast(c4_0).intoArray(c, cOffset + r4 * ldc); FLOATS.cast(c4_1).intoArray(c, cOffset + r4 * ldc + V, edge);
        FLOATS.cast(c5_0).intoArray(c, cOffset + r5 * ldc); FLOATS.cast(c5_1).intoArray(c, cOffset + r5 * ldc + V, edge);
        FLOATS.cast(c6_0).intoArray(c, cOffset + r6 * ldc); FLOATS.cast(c6_1).intoArray(c, cOffset + r6 * ldc + V, edge);
        FLOATS.cast(c7_0).intoArray(c, cOffset + r7 * ldc); FLOATS.cast(c7_1).intoArray(c, cOffset + r7 * ldc + V, edge);
    }

    static void narrow8x1v(
            int rows, int columns, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int ldb,
            float[] s, int sOffset, int lds, float[] c, int cOffset, int ldc) {
        if (k < 0) { return; }
        int last = rows - 1;
        int r1 = Math.min(1, last), r2 = Math.min(2, last), r3 = Math.min(3, last), r4 = Math.min(4, last), r5 = Math.min(5, last), r6 = Math.min(6, last), r7 = Math.min(7, last);
        VectorMask<Float> edge = VectorMask.fromLong(F, (1L << columns) - 1);
        FloatVector c0_0 = fromArray(F, s, sOffset);
        FloatVector c1_0 = fromArray(F, s, sOffset + r1 * lds);
        FloatVector c2_0 = fromArray(F, s, sOffset + r2 * lds);
        FloatVector c3_0 = fromArray(F, s, sOffset + r3 * lds);
        FloatVector c4_0 = fromArray(F, s, sOffset + r4 * lds);
        FloatVector c5_0 = fromArray(F, s, sOffset + r5 * lds);
        FloatVector c6_0 = fromArray(F, s, sOffset + r6 * lds);
        FloatVector c7_0 = fromArray(F, s, sOffset + r7 * lds);
        int a0 = aOffset;
        int a1 = aOffset + r1 * lda;
        int a2 = aOffset + r2 * lda;
        int a3 = aOffset + r3 * lda;
        int a4 = aOffset + r4 * lda;
        int a5 = aOffset + r5 * lda;
        int a6 = aOffset + r6 * lda;
        int a7 = aOffset + r7 * lda;
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector b0 = fromArray(F, b, bp);
            FloatVector x0 = FLOATS.cast(broadcast(F, a[a0 + p])); c0_0 = x0.fma(b0, c0_0);
            FloatVector x1 = FLOATS.cast(broadcast(F, a[a1 + p])); c1_0 = x1.fma(b0, c1_0);
            FloatVector x2 = FLOATS.cast(broadcast(F, a[a2 + p])); c2_0 = x2.fma(b0, c2_0);
            FloatVector x3 = FLOATS.cast(broadcast(F, a[a3 + p])); c3_0 = x3.fma(b0, c3_0);
            FloatVector x4 = FLOATS.cast(broadcast(F, a[a4 + p])); c4_0 = x4.fma(b0, c4_0);
            FloatVector x5 = FLOATS.cast(broadcast(F, a[a5 + p])); c5_0 = x5.fma(b0, c5_0);
            FloatVector x6 = FLOATS.cast(broadcast(F, a[a6 + p])); c6_0 = x6.fma(b0, c6_0);
            FloatVector x7 = FLOATS.cast(broadcast(F, a[a7 + p])); c7_0 = x7.fma(b0, c7_0);
        }
        FLOATS.cast(c0_0).intoArray(c, cOffset, edge);
        FLOATS.cast(c1_0).intoArray(c, cOffset + r1 * ldc, edge);
        FLOATS.cast(c2_0).intoArray(c, cOffset + r2 * ldc, edge);
        FLOATS.cast(c3_0).intoArray(c, cOffset + r3 * ldc, edge);
        FLOATS.cast(c4_0).intoArray(c, cOffset + r4 * ldc, edge);
        FLOATS.cast(c5_0).intoArray(c, cOffset + r5 * ldc, edge);
        FLOATS.cast(c6_0).intoArray(c, cOffset + r6 * ldc, edge);
        FLOATS.cast(c7_0).intoArray(c, cOffset + r7 * ldc, edge);
    }

    static void narrow1x1v(
            int columns, int k, float[] a, int aOffset, float[] b, int bOffset, int ldb,
            float[] s, int sOffset, float[] c, int cOffset) {
        if (k < 0) { return; }
        VectorMask<Float> edge = VectorMask.fromLong(F, (1L << columns) - 1);
        FloatVector c0 = fromArray(F, s, sOffset);
        int bp = bOffset;
        for (int p = 0; p < k; p++, bp += ldb) {
            FloatVector x = FLOATS.cast(broadcast(F, a[aOffset + p])); c0 = x.fma(fromArray(F, b, bp), c0);
        }
        FLOATS.cast(c0).intoArray(c, cOffset, edge);
    }
    // formatter:on
}
