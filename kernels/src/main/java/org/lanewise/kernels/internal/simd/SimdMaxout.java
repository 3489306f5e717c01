package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.lanewise.kernels.internal.MaxoutKernels;
import org.lanewise.kernels.internal.portable.PortableMaxout;

/** Maxout, units in lanes. A method for each row, so that it is entered often and compiled. */
final class SimdMaxout implements MaxoutKernels {
    /**
     * Does the backward pass. Tried with the winner in an int or a float vector and the gradient blended, or stored under
     * a mask: JDK 25's C2 boxed the gradient of each piece inside a training step, though not in a loop of its own.
     */
    private final PortableMaxout portable = new PortableMaxout();

    @Override
    public void forward(
            int rows, int units, int pieces, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        for (int i = 0; i < rows; i++) {
            forwardRow(units, pieces, x, xOffset + i * ldx, y, yOffset + i * ldy);
        }
    }

    private static void forwardRow(int units, int pieces, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(units);
        for (int u = 0; u < end; u += V) {
            FLOATS.cast(fromArray(F, x, xOffset + u)).intoArray(y, yOffset + u);
        }
        for (int p = 1; p < pieces; p++) {
            beat(end, x, xOffset + p * units, y, yOffset);
        }
        for (int u = end; u < units; u++) {
            y[yOffset + u] = x[xOffset + u + PortableMaxout.winner(units, pieces, x, xOffset + u) * units];
        }
    }

    /**
     * Another piece of whole vectors of units, against the best so far. That stays in the array: kept in a vector through
     * the loop over the pieces, JDK 25's C2 boxed it for good in some runs.
     */
    private static void beat(int length, float[] pieces, int piecesOffset, float[] best, int bestOffset) {
        for (int u = 0; u < length; u += V) {
            FloatVector piece = fromArray(F, pieces, piecesOffset + u);
            FloatVector old = fromArray(F, best, bestOffset + u);
            // Not a maximum, which would prefer +0 to a −0 before it. A NaN is what is not equal to itself.
            VectorMask<Float> better =
                    piece.compare(GT, old).or(piece.compare(NE, piece).and(old.compare(EQ, old)));
            FLOATS.cast(old.blend(piece, better)).intoArray(best, bestOffset + u);
        }
    }

    @Override
    public void backward(
            int rows,
            int units,
            int pieces,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput) {
        portable.backward(
                rows,
                units,
                pieces,
                x,
                xOffset,
                ldx,
                gradOutput,
                gradOutputOffset,
                ldGradOutput,
                gradInput,
                gradInputOffset,
                ldGradInput);
    }
}
