package org.lanewise.kernels.internal;

/** Losses with their gradients; contracts in {@link org.lanewise.kernels.Losses}. */
public interface LossKernels {
    void softmax(int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy);

    double softmaxCrossEntropy(
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
            int ldGradLogits);

    double huber(
            int length,
            float scale,
            float delta,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset);

    double absoluteError(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset);

    double sumOfSquares(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset);
}
