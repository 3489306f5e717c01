package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static org.lanewise.kernels.internal.simd.Lanes.V;
import static org.lanewise.kernels.internal.simd.Lanes.all;
import static org.lanewise.kernels.internal.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import org.lanewise.kernels.internal.MaxoutKernels;
import org.lanewise.kernels.internal.portable.PortableMaxout;

/** Maxout and its gradient, units in lanes. A method for each row, so that it is entered often and compiled. */
final class SimdMaxout implements MaxoutKernels {
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
            FloatVector best = load(x, xOffset + u);
            for (int p = 1; p < pieces; p++) {
                FloatVector piece = load(x, xOffset + p * units + u);
                best = best.blend(piece, beats(piece, best));
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
        for (int i = 0; i < rows; i++) {
            backwardRow(
                    units,
                    pieces,
                    x,
                    xOffset + i * ldx,
                    gradOutput,
                    gradOutputOffset + i * ldGradOutput,
                    gradInput,
                    gradInputOffset + i * ldGradInput);
        }
    }

    private static void backwardRow(
            int units,
            int pieces,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(units);
        for (int u = 0; u < end; u += V) {
            FloatVector best = load(x, xOffset + u);
            IntVector winner = IntVector.zero(Lanes.I);
            for (int p = 1; p < pieces; p++) {
                FloatVector piece = load(x, xOffset + p * units + u);
                VectorMask<Float> beats = beats(piece, best);
                best = best.blend(piece, beats);
                winner = winner.blend(p, beats.cast(Lanes.I));
            }
            FloatVector gradient = load(gradOutput, gradOutputOffset + u);
            for (int p = 0; p < pieces; p++) {
                all(0).blend(gradient, winner.compare(EQ, p).cast(Lanes.F))
                        .intoArray(gradInput, gradInputOffset + p * units + u);
            }
        }
        for (int u = end; u < units; u++) {
            int winner = PortableMaxout.winner(units, pieces, x, xOffset + u);
            for (int p = 0; p < pieces; p++) {
                gradInput[gradInputOffset + p * units + u] = p == winner ? gradOutput[gradOutputOffset + u] : 0;
            }
        }
    }

    // Not a maximum, which would prefer +0 to a −0 before it.
    private static VectorMask<Float> beats(FloatVector piece, FloatVector best) {
        return piece.compare(GT, best).or(piece.test(IS_NAN).andNot(best.test(IS_NAN)));
    }
}
