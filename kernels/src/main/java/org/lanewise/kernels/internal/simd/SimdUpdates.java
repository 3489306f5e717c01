package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.UpdateKernels;
import org.lanewise.kernels.internal.portable.PortableUpdates;

/**
 * What an optimizer does to parameters; what does not fill a vector is done as the portable kernels do it. What would be
 * subnormal is kept as 0 by a blend, written out each time for the reason that {@link Lanes} gives.
 */
final class SimdUpdates implements UpdateKernels {
    private static final PortableUpdates REST = new PortableUpdates();

    /** From so many parameters on, an update's arrays are taken to come from memory, not from a cache. */
    private static final int FAR = 1 << 20;

    /**
     * Adam moves four arrays, and those come faster from memory in short calls. Zen 5, 512 bits, speed to calls of {@link
     * Lanes#CHUNK} with calls of 64, 96, 128, 192 and 256: 2²⁴ parameters 1.18, 1.24, 1.26, 1.15 and 1.08; 2²⁰ 0.88, 0.99, 1.08,
     * 1.17 and 1.10; 2¹⁹ 0.75, 0.82, 0.89, 0.95 and 0.98. At 256 bits they neither gain nor lose; with two or three arrays
     * (gradient descent, momentum, RMSProp) they lose. What did not help: to read one element of each line of the next call's
     * first, and passes over two or three of the arrays.
     */
    private static final int ADAM_CHUNK_FAR = 128;

    /** The floats of a cache line. */
    private static final int LINE = 16;

    /** Where a line starts in a large array, which G1 places at a multiple of 64 bytes, its elements 16 bytes behind. */
    private static final int LINE_START = 12;

    @Override
    public void gradientDescent(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset) {
        for (int i = 0, end = firstChunk(length, CHUNK, parametersOffset); i < length; i = end, end = i + CHUNK) {
            gradientDescentChunk(
                    Math.min(end, length) - i, rate, gradients, gradientsOffset + i, parameters, parametersOffset + i);
        }
    }

    private static void gradientDescentChunk(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FLOATS.cast(FLOATS.cast(broadcast(F, -rate))
                            .fma(
                                    fromArray(F, gradients, gradientsOffset + i),
                                    fromArray(F, parameters, parametersOffset + i)))
                    .intoArray(parameters, parametersOffset + i);
        }
        REST.gradientDescent(length - end, rate, gradients, gradientsOffset + end, parameters, parametersOffset + end);
    }

    @Override
    public void momentum(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            momentumChunk(
                    Math.min(CHUNK, length - i),
                    rate,
                    momentum,
                    gradients,
                    gradientsOffset + i,
                    velocities,
                    velocitiesOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    private static void momentumChunk(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector g = fromArray(F, gradients, gradientsOffset + i);
            FloatVector v = FLOATS.cast(broadcast(F, momentum)).fma(fromArray(F, velocities, velocitiesOffset + i), g);
            v = v.blend(0, v.abs().compare(LT, Float.MIN_NORMAL));
            FLOATS.cast(v).intoArray(velocities, velocitiesOffset + i);
            FLOATS.cast(FLOATS.cast(broadcast(F, -rate)).fma(v, fromArray(F, parameters, parametersOffset + i)))
                    .intoArray(parameters, parametersOffset + i);
        }
        REST.momentum(
                length - end,
                rate,
                momentum,
                gradients,
                gradientsOffset + end,
                velocities,
                velocitiesOffset + end,
                parameters,
                parametersOffset + end);
    }

    @Override
    public void nesterov(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            nesterovChunk(
                    Math.min(CHUNK, length - i),
                    rate,
                    momentum,
                    gradients,
                    gradientsOffset + i,
                    velocities,
                    velocitiesOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    private static void nesterovChunk(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector g = fromArray(F, gradients, gradientsOffset + i);
            FloatVector v = FLOATS.cast(broadcast(F, momentum)).fma(fromArray(F, velocities, velocitiesOffset + i), g);
            v = v.blend(0, v.abs().compare(LT, Float.MIN_NORMAL));
            FLOATS.cast(v).intoArray(velocities, velocitiesOffset + i);
            FLOATS.cast(FLOATS.cast(broadcast(F, -rate))
                            .fma(
                                    FLOATS.cast(broadcast(F, momentum)).fma(v, g),
                                    fromArray(F, parameters, parametersOffset + i)))
                    .intoArray(parameters, parametersOffset + i);
        }
        REST.nesterov(
                length - end,
                rate,
                momentum,
                gradients,
                gradientsOffset + end,
                velocities,
                velocitiesOffset + end,
                parameters,
                parametersOffset + end);
    }

    @Override
    public void rmsProp(
            int length,
            float rate,
            float decay,
            float epsilon,
            float[] gradients,
            int gradientsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            rmsPropChunk(
                    Math.min(CHUNK, length - i),
                    rate,
                    decay,
                    epsilon,
                    gradients,
                    gradientsOffset + i,
                    secondMoments,
                    secondMomentsOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    private static void rmsPropChunk(
            int length,
            float rate,
            float decay,
            float epsilon,
            float[] gradients,
            int gradientsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector g = FLOATS.cast(fromArray(F, gradients, gradientsOffset + i));
            FloatVector s = FLOATS.cast(broadcast(F, decay))
                    .fma(
                            fromArray(F, secondMoments, secondMomentsOffset + i),
                            g.mul(1 - decay).mul(g));
            s = s.blend(0, s.abs().compare(LT, Float.MIN_NORMAL));
            FLOATS.cast(s).intoArray(secondMoments, secondMomentsOffset + i);
            FLOATS.cast(FLOATS.cast(broadcast(F, -rate))
                            .fma(g.div(s.sqrt().add(epsilon)), fromArray(F, parameters, parametersOffset + i)))
                    .intoArray(parameters, parametersOffset + i);
        }
        REST.rmsProp(
                length - end,
                rate,
                decay,
                epsilon,
                gradients,
                gradientsOffset + end,
                secondMoments,
                secondMomentsOffset + end,
                parameters,
                parametersOffset + end);
    }

    @Override
    public void adam(
            int length,
            float stepRate,
            float retained,
            float beta1,
            float beta2,
            float epsilon,
            float rootCorrection,
            float[] gradients,
            int gradientsOffset,
            float[] firstMoments,
            int firstMomentsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        int chunk = length < FAR ? CHUNK : ADAM_CHUNK_FAR;
        for (int i = 0, end = firstChunk(length, chunk, parametersOffset); i < length; i = end, end = i + chunk) {
            adamChunk(
                    Math.min(end, length) - i,
                    stepRate,
                    retained,
                    beta1,
                    beta2,
                    epsilon,
                    rootCorrection,
                    gradients,
                    gradientsOffset + i,
                    firstMoments,
                    firstMomentsOffset + i,
                    secondMoments,
                    secondMomentsOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    private static void adamChunk(
            int length,
            float stepRate,
            float retained,
            float beta1,
            float beta2,
            float epsilon,
            float rootCorrection,
            float[] gradients,
            int gradientsOffset,
            float[] firstMoments,
            int firstMomentsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector g = FLOATS.cast(fromArray(F, gradients, gradientsOffset + i));
            FloatVector m = FLOATS.cast(broadcast(F, beta1))
                    .fma(fromArray(F, firstMoments, firstMomentsOffset + i), g.mul(1 - beta1));
            FloatVector v = FLOATS.cast(broadcast(F, beta2))
                    .fma(
                            fromArray(F, secondMoments, secondMomentsOffset + i),
                            g.mul(1 - beta2).mul(g));
            m = m.blend(0, m.abs().compare(LT, Float.MIN_NORMAL));
            FLOATS.cast(m).intoArray(firstMoments, firstMomentsOffset + i);
            v = v.blend(0, v.abs().compare(LT, Float.MIN_NORMAL));
            FLOATS.cast(v).intoArray(secondMoments, secondMomentsOffset + i);
            FloatVector divisor = v.sqrt().fma(broadcast(F, rootCorrection), broadcast(F, epsilon));
            FLOATS.cast(FLOATS.cast(broadcast(F, -stepRate))
                            .fma(
                                    m.div(divisor),
                                    FLOATS.cast(fromArray(F, parameters, parametersOffset + i))
                                            .mul(retained)))
                    .intoArray(parameters, parametersOffset + i);
        }
        REST.adam(
                length - end,
                stepRate,
                retained,
                beta1,
                beta2,
                epsilon,
                rootCorrection,
                gradients,
                gradientsOffset + end,
                firstMoments,
                firstMomentsOffset + end,
                secondMoments,
                secondMomentsOffset + end,
                parameters,
                parametersOffset + end);
    }

    @Override
    public int firstNonFinite(int length, float[] x, int xOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            int first = firstNonFiniteOfChunk(Math.min(CHUNK, length - i), x, xOffset + i);
            if (first >= 0) {
                return i + first;
            }
        }
        return -1;
    }

    private static int firstNonFiniteOfChunk(int length, float[] x, int xOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            // Not "greater than": NaN must fail the test.
            if (!FLOATS.cast(fromArray(F, x, xOffset + i))
                    .abs()
                    .compare(VectorOperators.LE, Float.MAX_VALUE)
                    .allTrue()) {
                return i + REST.firstNonFinite(V, x, xOffset + i);
            }
        }
        int rest = REST.firstNonFinite(length - end, x, xOffset + end);
        return rest < 0 ? -1 : end + rest;
    }

    /**
     * The end of the first call's elements: far away, what comes before the start of a cache line, so that no vector of 512
     * bits lies in two. Zen 5, 2²⁴ parameters: gradient descent 1.2, Adam 1.1 times as fast; momentum and RMSProp as fast as
     * before.
     */
    private static int firstChunk(int length, int chunk, int offset) {
        return length < FAR ? chunk : Math.floorMod(LINE_START - offset, LINE);
    }
}
