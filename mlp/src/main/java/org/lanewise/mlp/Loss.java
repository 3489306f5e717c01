package org.lanewise.mlp;

import java.util.Arrays;
import org.lanewise.kernels.Losses;

/** What training makes small. The loss of a batch is the mean of its samples' losses. */
public enum Loss {
    /**
     * The textbook's squared error {@code L = Σ(y − o)²} over the outputs o of a sample. For class labels the target y
     * is one-hot: 1 for the label, else 0.
     *
     * @see Losses#sumOfSquares
     */
    SUM_OF_SQUARES {
        @Override
        double labelled(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                int[] labels,
                int labelsOffset,
                float[] targets,
                float[] gradOutputs) {
            Arrays.fill(targets, 0, batch * width, 0);
            for (int i = 0; i < batch; i++) {
                targets[i * width + labels[labelsOffset + i]] = 1;
            }
            return Losses.sumOfSquares(batch * width, 1f / batch, outputs, outputsOffset, targets, 0, gradOutputs, 0);
        }
    },
    /**
     * {@code −ln softmax(o)[label]}: the outputs o are logits, and no activation need follow the last dense layer.
     *
     * @see Losses#softmaxCrossEntropy
     */
    SOFTMAX_CROSS_ENTROPY {
        @Override
        double labelled(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                int[] labels,
                int labelsOffset,
                float[] targets,
                float[] gradOutputs) {
            return Losses.softmaxCrossEntropy(
                    batch,
                    width,
                    1f / batch,
                    outputs,
                    outputsOffset,
                    width,
                    labels,
                    labelsOffset,
                    gradOutputs,
                    0,
                    width);
        }
    };

    /**
     * The mean loss of labelled samples and its gradient.
     *
     * @param batch samples, at least 1
     * @param width outputs of each
     * @param outputs {@code [batch, width]}, read
     * @param outputsOffset index of the first output
     * @param labels {@code [batch]}, each in [0, width), read
     * @param labelsOffset index of the first label
     * @param targets {@code [batch, width]} from index 0, scratch
     * @param gradOutputs {@code [batch, width]} from index 0, overwritten
     */
    abstract double labelled(
            int batch,
            int width,
            float[] outputs,
            int outputsOffset,
            int[] labels,
            int labelsOffset,
            float[] targets,
            float[] gradOutputs);
}
