package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.ActivationKernels;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.portable.ScalarActivations;

/** Elementwise functions and their gradients; what does not fill a vector is done as the portable kernels do it. */
final class SimdActivations implements ActivationKernels {
    @Override
    public void sigmoid(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            sigmoidChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void sigmoidChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            sigmoidOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarActivations.sigmoid(x[xOffset + i]);
        }
    }

    private static void sigmoidOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            if (element.abs().compare(VectorOperators.GT, FloatSigmoid.MIDDLE).anyTrue()) {
                outerSigmoid(x, xOffset + i, y, yOffset + i);
            } else {
                VectorSigmoid.middle(element).intoArray(y, yOffset + i);
            }
        }
    }

    // By elements, as what is done so seldom may never be compiled, and vectors that are not compiled allocate.
    private static void outerSigmoid(float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < V; i++) {
            y[yOffset + i] = ScalarActivations.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            sigmoidBackwardChunk(
                    Math.min(CHUNK, length - i),
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void sigmoidBackwardChunk(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector output = fromArray(F, y, yOffset + i);
            FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i));
            FLOATS.cast(gradient.mul(output).mul(FLOATS.cast(broadcast(F, 1)).sub(output)))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.sigmoidBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            tanhChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void tanhChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            tanhOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarActivations.tanh(x[xOffset + i]);
        }
    }

    private static void tanhOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            VectorTanh.tanh(FLOATS.cast(fromArray(F, x, xOffset + i))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void tanhBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            tanhBackwardChunk(
                    Math.min(CHUNK, length - i),
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void tanhBackwardChunk(
            int length,
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
            FLOATS.cast(gradient.mul(output.neg().fma(output, broadcast(F, 1))))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.tanhBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void relu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            reluChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void reluChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector element = fromArray(F, x, xOffset + i);
            FLOATS.cast(element.blend(broadcast(F, 0), element.compare(VectorOperators.LE, 0)))
                    .intoArray(y, yOffset + i);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarActivations.relu(x[xOffset + i]);
        }
    }

    @Override
    public void reluBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            reluBackwardChunk(
                    Math.min(CHUNK, length - i),
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void reluBackwardChunk(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector output = fromArray(F, y, yOffset + i);
            FloatVector gradient = fromArray(F, gradOutput, gradOutputOffset + i);
            FLOATS.cast(broadcast(F, 0).blend(gradient, output.compare(VectorOperators.GT, 0)))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.reluBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void leakyRelu(int length, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            leakyReluChunk(Math.min(CHUNK, length - i), slope, x, xOffset + i, y, yOffset + i);
        }
    }

    private static void leakyReluChunk(int length, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            FLOATS.cast(element.mul(slope).blend(element, element.compare(VectorOperators.GT, 0)))
                    .intoArray(y, yOffset + i);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = ScalarActivations.leakyRelu(slope, x[xOffset + i]);
        }
    }

    @Override
    public void leakyReluBackward(
            int length,
            float slope,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            leakyReluBackwardChunk(
                    Math.min(CHUNK, length - i),
                    slope,
                    y,
                    yOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void leakyReluBackwardChunk(
            int length,
            float slope,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector output = fromArray(F, y, yOffset + i);
            FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i));
            FLOATS.cast(gradient.mul(slope).blend(gradient, output.compare(VectorOperators.GT, 0)))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.leakyReluBackward(slope, y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }
}
