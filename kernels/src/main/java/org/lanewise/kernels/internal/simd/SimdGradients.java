package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.GradientKernels;
import org.lanewise.kernels.internal.portable.PortableGradients;

/** Penalties, norms and clipping; what does not fill a vector is done as the portable kernels do it. */
final class SimdGradients implements GradientKernels {
    private static final PortableGradients REST = new PortableGradients();

    @Override
    public void penalize(
            int length,
            float l1,
            float l2,
            float[] weights,
            int weightsOffset,
            float[] gradients,
            int gradientsOffset,
            float[] out,
            int outOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            penalizeChunk(
                    Math.min(CHUNK, length - i),
                    l1,
                    l2,
                    weights,
                    weightsOffset + i,
                    gradients,
                    gradientsOffset + i,
                    out,
                    outOffset + i);
        }
    }

    private static void penalizeChunk(
            int length,
            float l1,
            float l2,
            float[] weights,
            int weightsOffset,
            float[] gradients,
            int gradientsOffset,
            float[] out,
            int outOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector w = fromArray(F, weights, weightsOffset + i);
            FloatVector slope = FLOATS.cast(broadcast(F, 0))
                    .blend(l1, w.compare(VectorOperators.GT, 0))
                    .blend(-l1, w.compare(VectorOperators.LT, 0));
            FloatVector g =
                    FLOATS.cast(fromArray(F, gradients, gradientsOffset + i)).add(slope);
            FLOATS.cast(FLOATS.cast(broadcast(F, l2)).fma(w, g)).intoArray(out, outOffset + i);
        }
        REST.penalize(
                length - end,
                l1,
                l2,
                weights,
                weightsOffset + end,
                gradients,
                gradientsOffset + end,
                out,
                outOffset + end);
    }

    @Override
    public double sumOfMagnitudes(int length, float[] x, int xOffset) {
        return VectorLaneSums.sumOfMagnitudes(length, x, xOffset);
    }

    @Override
    public double sumOfSquares(int length, float[] x, int xOffset) {
        return VectorLaneSums.sumOfSquares(length, x, xOffset);
    }

    @Override
    public void scale(int length, float factor, float[] x, int xOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            scaleChunk(Math.min(CHUNK, length - i), factor, x, xOffset + i);
        }
    }

    private static void scaleChunk(int length, float factor, float[] x, int xOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FLOATS.cast(FLOATS.cast(fromArray(F, x, xOffset + i)).mul(factor)).intoArray(x, xOffset + i);
        }
        REST.scale(length - end, factor, x, xOffset + end);
    }

    @Override
    public void clamp(int length, float limit, float[] x, int xOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            clampChunk(Math.min(CHUNK, length - i), limit, x, xOffset + i);
        }
    }

    private static void clampChunk(int length, float limit, float[] x, int xOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            FLOATS.cast(element.blend(limit, element.compare(VectorOperators.GT, limit))
                            .blend(-limit, element.compare(VectorOperators.LT, -limit)))
                    .intoArray(x, xOffset + i);
        }
        REST.clamp(length - end, limit, x, xOffset + end);
    }
}
