package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.LaneSum;
import org.lanewise.kernels.internal.LossKernels;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.portable.ScalarLosses;

/** Losses with their gradients, and softmax; a row's elements in lanes. */
final class SimdLosses implements LossKernels {
    @Override
    public void softmax(int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        int end = Lanes.F.loopBound(columns);
        for (int i = 0; i < rows; i++) {
            int xRow = xOffset + i * ldx;
            int yRow = yOffset + i * ldy;
            float inverse = 1 / exponentials(columns, x, xRow, max(columns, x, xRow), y, yRow);
            for (int j = 0; j < end; j += V) {
                fromArray(F, y, yRow + j).mul(inverse).intoArray(y, yRow + j);
            }
            for (int j = end; j < columns; j++) {
                y[yRow + j] *= inverse;
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
        int end = Lanes.F.loopBound(classes);
        double loss = 0;
        for (int i = 0; i < batch; i++) {
            int row = logitsOffset + i * ldLogits;
            int gradRow = gradLogitsOffset + i * ldGradLogits;
            int label = labels[labelsOffset + i];
            float max = max(classes, logits, row);
            double margin = (double) logits[row + label] - max;
            float sum = exponentials(classes, logits, row, max, gradLogits, gradRow);
            loss += StrictMath.log(sum) - margin;
            float inverse = 1 / sum;
            float gradOfLabel = scale * (gradLogits[gradRow + label] * inverse - 1);
            for (int j = 0; j < end; j += V) {
                fromArray(F, gradLogits, gradRow + j).mul(inverse).mul(scale).intoArray(gradLogits, gradRow + j);
            }
            for (int j = end; j < classes; j++) {
                gradLogits[gradRow + j] = scale * (gradLogits[gradRow + j] * inverse);
            }
            gradLogits[gradRow + label] = gradOfLabel;
        }
        return scale * loss;
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
        double sum = LaneSum.sumOfSquaredDifferences(length, outputs, outputsOffset, targets, targetsOffset);
        allDifferences(
                length, 2 * scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
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
        allDifferences(length, 1, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = LaneSum.sumOfHuber(length, delta, gradOutputs, gradOutputsOffset);
        for (int i = 0; i < length; i += CHUNK) {
            huberBackward(Math.min(CHUNK, length - i), scale, delta, gradOutputs, gradOutputsOffset + i);
        }
        return scale * sum;
    }

    private static void huberBackward(int length, float scale, float delta, float[] r, int rOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector difference = fromArray(F, r, rOffset + i);
            FloatVector low = difference.blend(-delta, difference.compare(VectorOperators.LT, -delta));
            low.blend(delta, low.compare(VectorOperators.GT, delta)).mul(scale).intoArray(r, rOffset + i);
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
        allDifferences(length, 1, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = LaneSum.sumOfMagnitudes(length, gradOutputs, gradOutputsOffset);
        for (int i = 0; i < length; i += CHUNK) {
            absoluteBackward(Math.min(CHUNK, length - i), scale, gradOutputs, gradOutputsOffset + i);
        }
        return scale * sum;
    }

    private static void absoluteBackward(int length, float scale, float[] r, int rOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector difference = fromArray(F, r, rOffset + i);
            difference
                    .blend(scale, difference.compare(VectorOperators.GT, 0))
                    .blend(-scale, difference.compare(VectorOperators.LT, 0))
                    .intoArray(r, rOffset + i);
        }
        for (int i = end; i < length; i++) {
            r[rOffset + i] = ScalarLosses.absoluteBackward(scale, r[rOffset + i]);
        }
    }

    private static void allDifferences(
            int length,
            float factor,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            differences(
                    Math.min(CHUNK, length - i),
                    factor,
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
            float factor,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            fromArray(F, outputs, outputsOffset + i)
                    .sub(fromArray(F, targets, targetsOffset + i))
                    .mul(factor)
                    .intoArray(gradOutputs, gradOutputsOffset + i);
        }
        for (int i = end; i < length; i++) {
            gradOutputs[gradOutputsOffset + i] = factor * (outputs[outputsOffset + i] - targets[targetsOffset + i]);
        }
    }

    // As in the portable kernel, NaN is passed over; the largest element does not depend on the order.
    static float max(int length, float[] x, int xOffset) {
        FloatVector maxima = broadcast(F, Float.NEGATIVE_INFINITY);
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FloatVector element = fromArray(F, x, xOffset + i);
            maxima = maxima.blend(element, element.compare(VectorOperators.GT, maxima));
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int i = end; i < length; i++) {
            max = x[xOffset + i] > max ? x[xOffset + i] : max;
        }
        return Math.max(max, maxima.reduceLanes(VectorOperators.MAX));
    }

    static float exponentials(int length, float[] x, int xOffset, float max, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            VectorExp.exp(fromArray(F, x, xOffset + i).sub(max)).intoArray(y, yOffset + i);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = FloatExp.exp(x[xOffset + i] - max);
        }
        return LaneSum.sum(length, y, yOffset);
    }
}
