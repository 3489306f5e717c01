package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.BIASED_ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatExp.C2;
import static org.lanewise.kernels.internal.elementary.FloatExp.C3;
import static org.lanewise.kernels.internal.elementary.FloatExp.C4;
import static org.lanewise.kernels.internal.elementary.FloatExp.C5;
import static org.lanewise.kernels.internal.elementary.FloatExp.C6;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_HIGH;
import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_LOW;
import static org.lanewise.kernels.internal.elementary.FloatExp.MIN_ARGUMENT;
import static org.lanewise.kernels.internal.elementary.FloatExp.SHIFT;
import static org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers.INVERSE_ROOT_2_PI;
import static org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers.ROOT_HALF;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.SmoothRectifierKernels;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers;

/**
 * Smooth relatives of ReLU and their gradients; what does not fill a vector is done as the portable kernels do it. No
 * formula calls a method of ours after its last elementary function: {@link VectorLog1p#ofUnit} says why.
 */
final class SimdSmoothRectifiers implements SmoothRectifierKernels {
    @Override
    public void elu(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            eluChunk(Math.min(CHUNK, length - i), alpha, x, xOffset + i, y, yOffset + i);
        }
    }

    private static void eluChunk(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            eluOfVectors(end, alpha, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.elu(alpha, x[xOffset + i]);
        }
    }

    private static void eluOfVectors(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            FloatVector below = FLOATS.cast(VectorExpm1.expm1(element)).mul(alpha);
            FLOATS.cast(below.blend(element, element.compare(GT, 0))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void eluBackward(
            int length,
            float alpha,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            eluBackwardChunk(
                    Math.min(CHUNK, length - i),
                    alpha,
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void eluBackwardChunk(
            int length,
            float alpha,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector output = FLOATS.cast(fromArray(F, y, yOffset + i));
            FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i));
            FLOATS.cast(gradient.mul(output.add(alpha)).blend(gradient, output.compare(GT, 0)))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.eluBackward(alpha, y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void softplus(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            softplusChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void softplusChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            softplusOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.softplus(x[xOffset + i]);
        }
    }

    private static void softplusOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            FloatVector rest =
                    FLOATS.cast(VectorLog1p.ofUnit(VectorExp.exp(element.abs().neg())));
            FLOATS.cast(rest.blend(element.add(rest), element.compare(GT, 0))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void softplusBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            softplusBackwardChunk(
                    Math.min(CHUNK, length - i),
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void softplusBackwardChunk(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            softplusBackwardOfVectors(end, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.softplusBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    private static void softplusBackwardOfVectors(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector output = FLOATS.cast(fromArray(F, y, yOffset + i));
            FloatVector slope = FLOATS.cast(VectorExpm1.expm1(output.neg())).neg();
            FLOATS.cast(FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i))
                            .mul(slope))
                    .intoArray(gradInput, gradInputOffset + i);
        }
    }

    @Override
    public void silu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            siluChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void siluChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            siluOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.silu(x[xOffset + i]);
        }
    }

    private static void siluOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            if (element.abs().compare(GT, FloatSigmoid.MIDDLE).anyTrue()) {
                outerSilu(x, xOffset + i, y, yOffset + i);
            } else {
                FLOATS.cast(element.mul(VectorSigmoid.middle(element))).intoArray(y, yOffset + i);
            }
        }
    }

    // By elements, as what is done so seldom may never be compiled, and vectors that are not compiled allocate.
    private static void outerSilu(float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < V; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.silu(x[xOffset + i]);
        }
    }

    @Override
    public void siluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            siluBackwardChunk(
                    Math.min(CHUNK, length - i),
                    x,
                    xOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void siluBackwardChunk(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            siluBackwardOfVectors(end, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.siluBackward(x[xOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    private static void siluBackwardOfVectors(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            if (element.abs().compare(GT, FloatSigmoid.MIDDLE).anyTrue()) {
                outerSiluBackward(x, xOffset + i, gradOutput, gradOutputOffset + i, gradInput, gradInputOffset + i);
            } else {
                FloatVector one = FLOATS.cast(broadcast(F, 1));
                FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i));
                FloatVector sigmoid = VectorSigmoid.middle(element);
                FLOATS.cast(gradient.mul(sigmoid.mul(element.fma(one.sub(sigmoid), one))))
                        .intoArray(gradInput, gradInputOffset + i);
            }
        }
    }

    private static void outerSiluBackward(
            float[] x, int xOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        for (int i = 0; i < V; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.siluBackward(x[xOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void gelu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            geluChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void geluChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            geluOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.gelu(x[xOffset + i]);
        }
    }

    private static void geluOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            // First: after erf's formula, C2 inlines no other method of ours.
            FloatVector factor = FLOATS.cast(aboveMinusInfinity(element));
            FloatVector half = broadcast(F, 0.5f);
            FLOATS.cast(factor.mul(
                            FLOATS.cast(VectorErf.erf(element.mul(ROOT_HALF))).fma(half, half)))
                    .intoArray(y, yOffset + i);
        }
    }

    @Override
    public void geluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            geluBackwardChunk(
                    Math.min(CHUNK, length - i),
                    x,
                    xOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void geluBackwardChunk(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            geluBackwardOfVectors(end, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.geluBackward(x[xOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    private static void geluBackwardOfVectors(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            FloatVector factor = FLOATS.cast(finite(element));
            FloatVector half = broadcast(F, 0.5f);
            FloatVector normal =
                    FLOATS.cast(VectorErf.erf(element.mul(ROOT_HALF))).fma(half, half);
            // VectorExp.exp of −factor²/2, which is not above 0, written out.
            FloatVector y = factor.mul(factor).mul(-0.5f);
            y = y.blend(MIN_ARGUMENT, y.compare(LT, MIN_ARGUMENT));
            FloatVector t = y.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
            FloatVector n = t.sub(BIASED_ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(Lanes.F, MINUS_LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(Lanes.F, MINUS_LN2_LOW), r);
            FloatVector r2 = r.mul(r);
            FloatVector q = r2.fma(FloatVector.broadcast(Lanes.F, C6), r.fma(C5, C4));
            FloatVector s = r2.fma(r2.fma(q, r.fma(C3, C2)), r);
            IntVector k = t.reinterpretAsInts();
            IntVector halfOfK = k.lanewise(LSHR, 1);
            FloatVector scale = halfOfK.lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector rest = k.sub(halfOfK).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector density = s.fma(scale, scale).mul(rest).mul(INVERSE_ROOT_2_PI);
            FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i));
            FLOATS.cast(gradient.mul(factor.fma(density, normal))).intoArray(gradInput, gradInputOffset + i);
        }
    }

    private static FloatVector aboveMinusInfinity(FloatVector x) {
        return x.blend(-Float.MAX_VALUE, x.compare(LT, -Float.MAX_VALUE));
    }

    private static FloatVector finite(FloatVector x) {
        return aboveMinusInfinity(x).blend(Float.MAX_VALUE, x.compare(GT, Float.MAX_VALUE));
    }
}
