package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;

/**
 * The parts of a softmax over rows that may be narrower than a vector, as a classifier's are. The exponentials, which
 * take most of the time, go over several rows at once where these lie end to end; the rest is done row by row. Vectors
 * under a mask, a row in each, are no faster (27 ns for ten classes, both), and compiled a second later.
 */
final class SimdSoftmaxRows {
    private static final SimdElementary ELEMENTARY = new SimdElementary();

    private SimdSoftmaxRows() {}

    /** How many rows are done together, at least 1. */
    static int together(int columns) {
        return Math.max(1, CHUNK / Math.max(1, columns));
    }

    /** y := x - max; returns the largest element, NaN passed over. */
    static float shift(int columns, float[] x, int xOffset, float[] y, int yOffset) {
        float max = max(columns, x, xOffset);
        for (int j = 0; j < columns; j++) {
            y[yOffset + j] = x[xOffset + j] - max;
        }
        return max;
    }

    /** y := e^y. */
    static void exponentials(int rows, int columns, float[] y, int yOffset, int ldy) {
        if (ldy == columns) {
            ELEMENTARY.exp(rows * columns, y, yOffset, y, yOffset);
        } else {
            for (int i = 0; i < rows; i++) {
                ELEMENTARY.exp(columns, y, yOffset + i * ldy, y, yOffset + i * ldy);
            }
        }
    }

    /** The largest element, NaN passed over; it does not depend on the order. */
    static float max(int length, float[] x, int xOffset) {
        int end = F.loopBound(length);
        float max = end == 0 ? Float.NEGATIVE_INFINITY : maxOfVectors(end, x, xOffset);
        for (int i = end; i < length; i++) {
            max = x[xOffset + i] > max ? x[xOffset + i] : max;
        }
        return max;
    }

    private static float maxOfVectors(int length, float[] x, int xOffset) {
        FloatVector maxima = broadcast(F, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < length; i += V) {
            FloatVector element = fromArray(F, x, xOffset + i);
            maxima = FLOATS.cast(maxima).blend(element, element.compare(GT, maxima));
        }
        return FLOATS.cast(maxima).reduceLanes(MAX);
    }
}
