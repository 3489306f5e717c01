package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.LaneSum;
import org.lanewise.kernels.internal.LossKernels;
import org.lanewise.kernels.internal.elementary.FloatExp;

/** Losses with their gradients, and softmax. */
public final class PortableLosses implements LossKernels {
    @Override
    public void softmax(int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        for (int i = 0; i < rows; i++) {
            int xRow = xOffset + i * ldx;
            int yRow = yOffset + i * ldy;
            float inverse = 1 / exponentials(columns, x, xRow, max(columns, x, xRow), y, yRow);
            for (int j = 0; j < columns; j++) {
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
            for (int j = 0; j < classes; j++) {
                float target = j == label ? 1 : 0;
                gradLogits[gradRow + j] = scale * (gradLogits[gradRow + j] * inverse - target);
            }
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
        for (int i = 0; i < length; i++) {
            gradOutputs[gradOutputsOffset + i] = 2 * scale * (outputs[outputsOffset + i] - targets[targetsOffset + i]);
        }
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
        differences(length, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = LaneSum.sumOfHuber(length, delta, gradOutputs, gradOutputsOffset);
        for (int i = gradOutputsOffset; i < gradOutputsOffset + length; i++) {
            gradOutputs[i] = ScalarLosses.huberBackward(scale, delta, gradOutputs[i]);
        }
        return scale * sum;
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
        differences(length, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        double sum = LaneSum.sumOfMagnitudes(length, gradOutputs, gradOutputsOffset);
        for (int i = gradOutputsOffset; i < gradOutputsOffset + length; i++) {
            gradOutputs[i] = ScalarLosses.absoluteBackward(scale, gradOutputs[i]);
        }
        return scale * sum;
    }

    private static void differences(
            int length,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] differences,
            int differencesOffset) {
        for (int i = 0; i < length; i++) {
            differences[differencesOffset + i] = outputs[outputsOffset + i] - targets[targetsOffset + i];
        }
    }

    // NaN is passed over here; it comes back through its exponential and spreads over the row.
    static float max(int length, float[] x, int xOffset) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = x[xOffset + i] > max ? x[xOffset + i] : max;
        }
        return max;
    }

    static float exponentials(int length, float[] x, int xOffset, float max, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatExp.exp(x[xOffset + i] - max);
        }
        return LaneSum.sum(length, y, yOffset);
    }
}
