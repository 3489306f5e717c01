package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.LossKernels;
import org.lanewise.kernels.internal.portable.ScalarLosses;

/** Losses with their gradients, and softmax; a row's elements in lanes. */
final class SimdLosses implements LossKernels {
    private static final SimdGradients GRADIENTS = new SimdGradients();

    /** Differences of a label's logit to the largest, of the rows done together. */
    private final ThreadLocal<double[]> ofThread = ThreadLocal.withInitial(() -> new double[CHUNK]);

    @Override
    public void softmax(int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        int together = SimdSoftmaxRows.together(columns);
        for (int i = 0; i < rows; i += together) {
            softmaxRows(Math.min(together, rows - i), columns, x, xOffset + i * ldx, ldx, y, yOffset + i * ldy, ldy);
        }
    }

    private static void softmaxRows(
            int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        for (int i = 0; i < rows; i++) {
            SimdSoftmaxRows.shift(columns, x, xOffset + i * ldx, y, yOffset + i * ldy);
        }
        SimdSoftmaxRows.exponentials(rows, columns, y, yOffset, ldy);
        for (int i = 0; i < rows; i++) {
            int row = yOffset + i * ldy;
            float inverse = 1 / VectorLaneSums.sum(columns, y, row);
            for (int j = 0; j < columns; j++) {
                y[row + j] *= inverse;
            }
        }
    }

    @Override
    public double softmaxCrossEntropy(
            int batch,
            int classes,
            float scale,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            int[] labels,
            int labelsOffset,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        double[] margins = ofThread.get();
        int together = SimdSoftmaxRows.together(classes);
        double loss = 0;
        for (int i = 0; i < batch; i += together) {
            loss = addCrossEntropies(
                    loss,
                    Math.min(together, batch - i),
                    classes,
                    scale,
                    logits,
                    logitsOffset + i * ldLogits,
                    ldLogits,
                    labels,
                    labelsOffset + i,
                    gradLogits,
                    gradLogitsOffset + i * ldGradLogits,
                    ldGradLogits,
                    margins);
        }
        return scale * loss;
    }

    private static double addCrossEntropies(
            double loss,
            int batch,
            int classes,
            float scale,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            int[] labels,
            int labelsOffset,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits,
            double[] margins) {
        for (int i = 0; i < batch; i++) {
            int row = logitsOffset + i * ldLogits;
            // Read first, as the gradient may lie where the logits do.
            double logit = logits[row + labels[labelsOffset + i]];
            margins[i] = logit
                    - SimdSoftmaxRows.shift(classes, logits, row, gradLogits, gradLogitsOffset + i * ldGradLogits);
        }
        SimdSoftmaxRows.exponentials(batch, classes, gradLogits, gradLogitsOffset, ldGradLogits);
        double sumOfLosses = loss;
        for (int i = 0; i < batch; i++) {
            int row = gradLogitsOffset + i * ldGradLogits;
            int label = labels[labelsOffset + i];
            float sum = VectorLaneSums.sum(classes, gradLogits, row);
            sumOfLosses += StrictMath.log(sum) - margins[i];
            float inverse = 1 / sum;
            float gradOfLabel = scale * (gradLogits[row + label] * inverse - 1);
            for (int j = 0; j < classes; j++) {
                gradLogits[row + j] = scale * (gradLogits[row + j] * inverse);
            }
            gradLogits[row + label] = gradOfLabel;
        }
        return sumOfLosses;
    }

    @Override
    public double sumOfSquares(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        allDifferences(length, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = VectorLaneSums.sumOfSquares(length, gradOutputs, gradOutputsOffset);
        GRADIENTS.scale(length, 2 * scale, gradOutputs, gradOutputsOffset);
        return scale * sum;
    }

    @Override
    public double huber(
            int length,
            float scale,
            float delta,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        allDifferences(length, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = VectorLaneSums.sumOfHuber(length, delta, gradOutputs, gradOutputsOffset);
        for (int i = 0; i < length; i += CHUNK) {
            huberBackward(Math.min(CHUNK, length - i), scale, delta, gradOutputs, gradOutputsOffset + i);
        }
        return scale * sum;
    }

    private static void huberBackward(int length, float scale, float delta, float[] r, int rOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector difference = FLOATS.cast(fromArray(F, r, rOffset + i));
            FloatVector low = difference.blend(-delta, difference.compare(VectorOperators.LT, -delta));
            FLOATS.cast(low.blend(delta, low.compare(VectorOperators.GT, delta)).mul(scale))
                    .intoArray(r, rOffset + i);
        }
        for (int i = end; i < length; i++) {
            r[rOffset + i] = ScalarLosses.huberBackward(scale, delta, r[rOffset + i]);
        }
    }

    @Override
    public double absoluteError(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        allDifferences(length, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = VectorLaneSums.sumOfMagnitudes(length, gradOutputs, gradOutputsOffset);
        for (int i = 0; i < length; i += CHUNK) {
            absoluteBackward(Math.min(CHUNK, length - i), scale, gradOutputs, gradOutputsOffset + i);
        }
        return scale * sum;
    }

    private static void absoluteBackward(int length, float scale, float[] r, int rOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector difference = FLOATS.cast(fromArray(F, r, rOffset + i));
            FLOATS.cast(difference
                            .blend(scale, difference.compare(VectorOperators.GT, 0))
                            .blend(-scale, difference.compare(VectorOperators.LT, 0)))
                    .intoArray(r, rOffset + i);
        }
        for (int i = end; i < length; i++) {
            r[rOffset + i] = ScalarLosses.absoluteBackward(scale, r[rOffset + i]);
        }
    }

    private static void allDifferences(
            int length,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            differences(
                    Math.min(CHUNK, length - i),
                    outputs,
                    outputsOffset + i,
                    targets,
                    targetsOffset + i,
                    gradOutputs,
                    gradOutputsOffset + i);
        }
    }

    private static void differences(
            int length,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FLOATS.cast(FLOATS.cast(fromArray(F, outputs, outputsOffset + i))
                            .sub(fromArray(F, targets, targetsOffset + i)))
                    .intoArray(gradOutputs, gradOutputsOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradOutputs[gradOutputsOffset + i] = outputs[outputsOffset + i] - targets[targetsOffset + i];
        }
    }
}
