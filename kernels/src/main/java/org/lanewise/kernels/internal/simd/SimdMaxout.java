package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
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
            FloatVector best = fromArray(F, x, xOffset + u);
            for (int p = 1; p < pieces; p++) {
                FloatVector piece = fromArray(F, x, xOffset + p * units + u);
                // Not a maximum, which would prefer +0 to a −0 before it. Not a method of its own either: in some runs
                // C2 did not inline it, and boxed its masks for good.
                best = best.blend(
                        piece, piece.compare(GT, best).or(piece.test(IS_NAN).andNot(best.test(IS_NAN))));
            }
            best.intoArray(y, yOffset + u);
        }
        for (int u = end; u < units; u++) {
            y[yOffset + u] = x[xOffset + u + PortableMaxout.winner(units, pieces, x, xOffset + u) * units];
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
