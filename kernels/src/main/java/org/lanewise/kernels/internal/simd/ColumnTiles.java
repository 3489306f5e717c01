package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix times a column, 16 rows at a time, one in each lane of a vector of 512 bits. In memory the rows lie along the
 * lanes, so blocks of 16 × 16 are transposed in registers on the way: in four stages, blocks of 8, 4, 2 and 1 change
 * places across the diagonal, each by a permutation of two vectors, which AVX-512 has. Zen 5: 0.085 ns an element of A, of
 * which there are 64 permutations in a block; a tile with as many columns as a vector has lanes takes 0.25 ns.
 *
 * <p>What did not help: the same transposition with its result stored, in place of blocks of 4 × 4 where A or B are packed
 * (0.124 ns an element against 0.175, but whole products gained nothing). 512 × 1 × 128, where the permutations are what
 * takes the time: four sums in place of one chain, which would not be allowed (as fast); the first stage by loads of shifted
 * rows and blends in place of permutations (9.7 µs against 8.1); one permutation and three blends in place of two
 * permutations (as fast, though blends go four a cycle); a contiguous column, whose range checks leave the loop (as fast: C2
 * then broadcasts ahead and spills). The same algorithm in C takes 17 ns a block, 15 with four sums, with two chains of 16 rows
 * each 19 to 24; here it is 25, of which a sixth goes before the loop.
 */
final class ColumnTiles {
    /** Rows of a tile, and columns of a block. */
    static final int SIZE = 16;

    private static final VectorSpecies<Float> F16 = FloatVector.SPECIES_512;
    // Its class, as Lanes.FLOATS.
    private static final Class<? extends FloatVector> FLOATS_16 =
            F16.vectorType().asSubclass(FloatVector.class);

    // Which lanes of two rows d apart make the first of the two, and which the second; from 16 on those of the second.
    private static final FloatVector FIRST_8 = first(8), SECOND_8 = second(8);
    private static final FloatVector FIRST_4 = first(4), SECOND_4 = second(4);
    private static final FloatVector FIRST_2 = first(2), SECOND_2 = second(2);
    private static final FloatVector FIRST_1 = first(1), SECOND_1 = second(1);

    private ColumnTiles() {}

    private static FloatVector first(int d) {
        float[] lanes = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            lanes[i] = (i & d) == 0 ? i : SIZE + i - d;
        }
        return fromArray(F16, lanes, 0);
    }

    private static FloatVector second(int d) {
        float[] lanes = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            lanes[i] = (i & d) == 0 ? i + d : SIZE + i;
        }
        return fromArray(F16, lanes, 0);
    }

    /**
     * {@code y[i] := fma(A[i, p], b[p], y[i])} for p = 0 … k − 1 and 16 lanes i, of which those from {@code rows} on repeat
     * the last row.
     */
    static void column(
            int rows,
            int k,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        blocks(rows, k, a, aOffset, lda, b, bOffset, bStride, y, yOffset);
        for (int p = Math.max(k, 0) & -SIZE; p < k; p++) {
            for (int i = 0; i < rows; i++) {
                y[yOffset + i] = Math.fma(a[aOffset + i * lda + p], b[bOffset + p * bStride], y[yOffset + i]);
            }
        }
    }

    // formatter:off
    private static void blocks(
            int rows, int k, float[] a, int aOffset, int lda, float[] b, int bOffset, int bStride, float[] y, int yOffset) {
        if (k < 0) { return; }
        int last = rows - 1;
        FloatVector sum = fromArray(F16, y, yOffset);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, last) * lda;
        int a2 = aOffset + Math.min(2, last) * lda;
        int a3 = aOffset + Math.min(3, last) * lda;
        int a4 = aOffset + Math.min(4, last) * lda;
        int a5 = aOffset + Math.min(5, last) * lda;
        int a6 = aOffset + Math.min(6, last) * lda;
        int a7 = aOffset + Math.min(7, last) * lda;
        int a8 = aOffset + Math.min(8, last) * lda;
        int a9 = aOffset + Math.min(9, last) * lda;
        int a10 = aOffset + Math.min(10, last) * lda;
        int a11 = aOffset + Math.min(11, last) * lda;
        int a12 = aOffset + Math.min(12, last) * lda;
        int a13 = aOffset + Math.min(13, last) * lda;
        int a14 = aOffset + Math.min(14, last) * lda;
        int a15 = aOffset + Math.min(15, last) * lda;
        int bp = bOffset;
        int end = k & -SIZE;
        for (int p = 0; p < end; p += SIZE, bp += SIZE * bStride) {
            FloatVector r0 = fromArray(F16, a, a0 + p);
            FloatVector r1 = fromArray(F16, a, a1 + p);
            FloatVector r2 = fromArray(F16, a, a2 + p);
            FloatVector r3 = fromArray(F16, a, a3 + p);
            FloatVector r4 = fromArray(F16, a, a4 + p);
            FloatVector r5 = fromArray(F16, a, a5 + p);
            FloatVector r6 = fromArray(F16, a, a6 + p);
            FloatVector r7 = fromArray(F16, a, a7 + p);
            FloatVector r8 = fromArray(F16, a, a8 + p);
            FloatVector r9 = fromArray(F16, a, a9 + p);
            FloatVector r10 = fromArray(F16, a, a10 + p);
            FloatVector r11 = fromArray(F16, a, a11 + p);
            FloatVector r12 = fromArray(F16, a, a12 + p);
            FloatVector r13 = fromArray(F16, a, a13 + p);
            FloatVector r14 = fromArray(F16, a, a14 + p);
            FloatVector r15 = fromArray(F16, a, a15 + p);
            FloatVector s0 = FIRST_8.selectFrom(r0, r8), s8 = SECOND_8.selectFrom(r0, r8);
            FloatVector s1 = FIRST_8.selectFrom(r1, r9), s9 = SECOND_8.selectFrom(r1, r9);
            FloatVector s2 = FIRST_8.selectFrom(r2, r10), s10 = SECOND_8.selectFrom(r2, r10);
            FloatVector s3 = FIRST_8.selectFrom(r3, r11), s11 = SECOND_8.selectFrom(r3, r11);
            FloatVector s4 = FIRST_8.selectFrom(r4, r12), s12 = SECOND_8.selectFrom(r4, r12);
            FloatVector s5 = FIRST_8.selectFrom(r5, r13), s13 = SECOND_8.selectFrom(r5, r13);
            FloatVector s6 = FIRST_8.selectFrom(r6, r14), s14 = SECOND_8.selectFrom(r6, r14);
            FloatVector s7 = FIRST_8.selectFrom(r7, r15), s15 = SECOND_8.selectFrom(r7, r15);
            FloatVector t0 = FIRST_4.selectFrom(s0, s4), t4 = SECOND_4.selectFrom(s0, s4);
            FloatVector t1 = FIRST_4.selectFrom(s1, s5), t5 = SECOND_4.selectFrom(s1, s5);
            FloatVector t2 = FIRST_4.selectFrom(s2, s6), t6 = SECOND_4.selectFrom(s2, s6);
            FloatVector t3 = FIRST_4.selectFrom(s3, s7), t7 = SECOND_4.selectFrom(s3, s7);
            FloatVector t8 = FIRST_4.selectFrom(s8, s12), t12 = SECOND_4.selectFrom(s8, s12);
            FloatVector t9 = FIRST_4.selectFrom(s9, s13), t13 = SECOND_4.selectFrom(s9, s13);
            FloatVector t10 = FIRST_4.selectFrom(s10, s14), t14 = SECOND_4.selectFrom(s10, s14);
            FloatVector t11 = FIRST_4.selectFrom(s11, s15), t15 = SECOND_4.selectFrom(s11, s15);
            FloatVector u0 = FIRST_2.selectFrom(t0, t2), u2 = SECOND_2.selectFrom(t0, t2);
            FloatVector u1 = FIRST_2.selectFrom(t1, t3), u3 = SECOND_2.selectFrom(t1, t3);
            FloatVector u4 = FIRST_2.selectFrom(t4, t6), u6 = SECOND_2.selectFrom(t4, t6);
            FloatVector u5 = FIRST_2.selectFrom(t5, t7), u7 = SECOND_2.selectFrom(t5, t7);
            FloatVector u8 = FIRST_2.selectFrom(t8, t10), u10 = SECOND_2.selectFrom(t8, t10);
            FloatVector u9 = FIRST_2.selectFrom(t9, t11), u11 = SECOND_2.selectFrom(t9, t11);
            FloatVector u12 = FIRST_2.selectFrom(t12, t14), u14 = SECOND_2.selectFrom(t12, t14);
            FloatVector u13 = FIRST_2.selectFrom(t13, t15), u15 = SECOND_2.selectFrom(t13, t15);
            FloatVector v0 = FIRST_1.selectFrom(u0, u1), v1 = SECOND_1.selectFrom(u0, u1);
            FloatVector v2 = FIRST_1.selectFrom(u2, u3), v3 = SECOND_1.selectFrom(u2, u3);
            FloatVector v4 = FIRST_1.selectFrom(u4, u5), v5 = SECOND_1.selectFrom(u4, u5);
            FloatVector v6 = FIRST_1.selectFrom(u6, u7), v7 = SECOND_1.selectFrom(u6, u7);
            FloatVector v8 = FIRST_1.selectFrom(u8, u9), v9 = SECOND_1.selectFrom(u8, u9);
            FloatVector v10 = FIRST_1.selectFrom(u10, u11), v11 = SECOND_1.selectFrom(u10, u11);
            FloatVector v12 = FIRST_1.selectFrom(u12, u13), v13 = SECOND_1.selectFrom(u12, u13);
            FloatVector v14 = FIRST_1.selectFrom(u14, u15), v15 = SECOND_1.selectFrom(u14, u15);
            sum = FLOATS_16.cast(broadcast(F16, b[bp])).fma(v0, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + bStride])).fma(v1, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 2 * bStride])).fma(v2, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 3 * bStride])).fma(v3, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 4 * bStride])).fma(v4, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 5 * bStride])).fma(v5, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 6 * bStride])).fma(v6, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 7 * bStride])).fma(v7, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 8 * bStride])).fma(v8, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 9 * bStride])).fma(v9, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 10 * bStride])).fma(v10, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 11 * bStride])).fma(v11, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 12 * bStride])).fma(v12, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 13 * bStride])).fma(v13, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 14 * bStride])).fma(v14, sum);
            sum = FLOATS_16.cast(broadcast(F16, b[bp + 15 * bStride])).fma(v15, sum);
        }
        FLOATS_16.cast(sum).intoArray(y, yOffset);
    }
    // formatter:on
}
