package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposition by blocks of 4 × 4 in registers, of 128 bits in every width: shuffles within 128 bits are the cheap
 * ones, and one block serves all machines.
 *
 * <p>What did not help (Zen 5, whole products, five JVMs): 8 rows side by side, which write half a cache line at a time (0.99 to 1.03,
 * only 32×1024×1024 with Bᵀ 1.06; two kernels to compile in place of one); 16 rows (0.98 to 1.12); columns in chunks of 32, 64, 128 and
 * 256, so that what is written stays in L1 (0.87 to 1.00: more calls, and the checks of each).
 */
final class SimdTranspose {
    private static final VectorSpecies<Float> F4 = FloatVector.SPECIES_128;
    // Their class, as Lanes.FLOATS.
    private static final Class<? extends FloatVector> FOURS = F4.vectorType().asSubclass(FloatVector.class);
    private static final VectorShuffle<Float> SWAP_NEIGHBOURS = VectorShuffle.fromValues(F4, 1, 0, 3, 2);
    private static final VectorShuffle<Float> SWAP_HALVES = VectorShuffle.fromValues(F4, 2, 3, 0, 1);
    private static final VectorMask<Float> ODD = VectorMask.fromValues(F4, false, true, false, true);
    private static final VectorMask<Float> HIGH = VectorMask.fromValues(F4, false, false, true, true);

    private SimdTranspose() {}

    /** {@code to[j, i] := from[i, j]}, from {@code [rows, columns]}. */
    static void transpose(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        if (rows < 4 || columns < 4) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    to[toOffset + j * ldTo + i] = from[fromOffset + i * ldFrom + j];
                }
            }
            return;
        }
        int end = rows & -4;
        for (int i = 0; i < end; i += 4) {
            fourRows(columns, from, fromOffset + i * ldFrom, ldFrom, to, toOffset + i, ldTo);
        }
        if (end < rows) {
            fourRows(columns, from, fromOffset + (rows - 4) * ldFrom, ldFrom, to, toOffset + rows - 4, ldTo);
        }
    }

    // What is left beside whole blocks is the edge of one that overlaps its neighbour.
    private static void fourRows(
            int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        int end = columns & -4; // j + 4 <= columns might overflow: no counted loop for C2
        for (int j = 0; j < end; j += 4) {
            block(from, fromOffset + j, ldFrom, to, toOffset + j * ldTo, ldTo);
        }
        if (end < columns) {
            block(from, fromOffset + columns - 4, ldFrom, to, toOffset + (columns - 4) * ldTo, ldTo);
        }
    }

    private static void block(float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        FloatVector r0 = FOURS.cast(FloatVector.fromArray(F4, from, fromOffset));
        FloatVector r1 = FOURS.cast(FloatVector.fromArray(F4, from, fromOffset + ldFrom));
        FloatVector r2 = FOURS.cast(FloatVector.fromArray(F4, from, fromOffset + 2 * ldFrom));
        FloatVector r3 = FOURS.cast(FloatVector.fromArray(F4, from, fromOffset + 3 * ldFrom));
        // Blocks of 2 × 2 change places across the diagonal, then the elements of each.
        FloatVector h0 = FOURS.cast(r0.blend(r2.rearrange(SWAP_HALVES), HIGH));
        FloatVector h1 = FOURS.cast(r1.blend(r3.rearrange(SWAP_HALVES), HIGH));
        FloatVector h2 = FOURS.cast(FOURS.cast(r0.rearrange(SWAP_HALVES)).blend(r2, HIGH));
        FloatVector h3 = FOURS.cast(FOURS.cast(r1.rearrange(SWAP_HALVES)).blend(r3, HIGH));
        FloatVector t0 = h0.blend(h1.rearrange(SWAP_NEIGHBOURS), ODD);
        FloatVector t1 = FOURS.cast(h0.rearrange(SWAP_NEIGHBOURS)).blend(h1, ODD);
        FloatVector t2 = h2.blend(h3.rearrange(SWAP_NEIGHBOURS), ODD);
        FloatVector t3 = FOURS.cast(h2.rearrange(SWAP_NEIGHBOURS)).blend(h3, ODD);
        FOURS.cast(t0).intoArray(to, toOffset);
        FOURS.cast(t1).intoArray(to, toOffset + ldTo);
        FOURS.cast(t2).intoArray(to, toOffset + 2 * ldTo);
        FOURS.cast(t3).intoArray(to, toOffset + 3 * ldTo);
    }
}
