package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.VectorMask;

/** Copies of a few columns or many, row by row. */
final class SimdCopy {
    private SimdCopy() {}

    /** {@code to[i, j] := from[i, j]}, {@code [rows, columns]}; {@code ldFrom = 0} repeats a row. */
    static void copy(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        if (columns > 4 * V || !Lanes.MASKED) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(from, fromOffset + i * ldFrom, to, toOffset + i * ldTo, columns);
            }
        } else {
            edges(rows, columns, from, fromOffset, ldFrom, to, toOffset, ldTo);
        }
    }

    private static void edges(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        int end = F.loopBound(columns);
        VectorMask<Float> rest = VectorMask.fromLong(F, (1L << (columns - end)) - 1);
        for (int i = 0; i < rows; i++) {
            int x = fromOffset + i * ldFrom;
            int y = toOffset + i * ldTo;
            for (int j = 0; j < end; j += V) {
                FLOATS.cast(fromArray(F, from, x + j)).intoArray(to, y + j);
            }
            FLOATS.cast(fromArray(F, from, x + end, rest)).intoArray(to, y + end, rest);
        }
    }
}
