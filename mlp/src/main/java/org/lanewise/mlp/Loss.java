package org.lanewise.mlp;

import java.util.Arrays;
import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.CrossEntropy;
import org.lanewise.kernels.Losses;

/**
 * What training makes small. The loss of a batch is the mean of its samples' losses (to train on the sum, multiply the
 * optimizer's rate by the batch).
 *
 * <p>The set is closed; {@link #name()} and the components of the variant describe one completely. For class labels the
 * targets are one-hot: 1 for the label, else 0.
 */
public sealed interface Loss {
    /** The textbook's squared error {@code Σ(y − o)²} over the outputs o of a sample. */
    Loss SUM_OF_SQUARES = new SumOfSquares();
    /** The mean of {@code (y − o)²} over the outputs o of a sample. */
    Loss MEAN_OF_SQUARES = new MeanOfSquares();
    /** {@code −ln softmax(o)[label]}: the outputs o are logits, and no activation need follow the last dense layer. */
    Loss SOFTMAX_CROSS_ENTROPY = new SoftmaxCrossEntropy(ClassTargets.PLAIN);
    /** {@code −Σ (y ln σ(o) + (1 − y) ln(1 − σ(o)))} over the outputs o of a sample, which are logits. */
    Loss BINARY_CROSS_ENTROPY = new BinaryCrossEntropy();
    /** {@code Σ|o − y|} over the outputs o of a sample. */
    Loss ABSOLUTE_ERROR = new AbsoluteError();

    /**
     * Softmax cross-entropy with label smoothing and class weights.
     *
     * @param labelSmoothing share of equal probabilities in the targets, in [0, 1]
     * @param classWeights a weight per class, each at least 0 and finite; none: all 1
     * @return the loss
     * @throws IllegalArgumentException if a number is out of range
     */
    static Loss softmaxCrossEntropy(float labelSmoothing, float... classWeights) {
        for (int i = 0; i < classWeights.length; i++) {
            if (!(classWeights[i] >= 0 && classWeights[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "classWeights[" + i + "]: " + classWeights[i] + " (expected: >= 0 and finite)");
            }
        }
        float[] weights = classWeights.length == 0 ? null : classWeights.clone();
        return new SoftmaxCrossEntropy(new ClassTargets(labelSmoothing, weights, 0));
    }

    /**
     * Huber's loss over the outputs of a sample: squared near the target, linear from delta on.
     *
     * @param delta above 0, finite
     * @return the loss
     * @throws IllegalArgumentException if delta is out of range
     */
    static Loss huber(float delta) {
        return new Huber(delta);
    }

    /**
     * The name used on the command line.
     *
     * @return the name, in lower case
     */
    String name();

    /**
     * The mean loss of samples and its gradient.
     *
     * @param batch samples, at least 1
     * @param width outputs of each
     * @param outputs {@code [batch, width]}, read
     * @param outputsOffset index of the first output
     * @param targets {@code [batch, width]}, read
     * @param targetsOffset index of the first target
     * @param gradOutputs {@code [batch, width]} from index 0, overwritten; another array than those read
     * @return the loss
     * @throws IllegalArgumentException if this is a cross-entropy and a target not in [0, 1], or the number of class
     *     weights is not width
     */
    double ofTargets(
            int batch,
            int width,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs);

    /**
     * The mean loss of labelled samples and its gradient.
     *
     * @param batch samples, at least 1
     * @param width outputs of each
     * @param outputs {@code [batch, width]}, read
     * @param outputsOffset index of the first output
     * @param labels {@code [batch]}, each in [0, width), read
     * @param labelsOffset index of the first label
     * @param oneHot {@code [batch, width]} from index 0, scratch; another array than the others
     * @param gradOutputs {@code [batch, width]} from index 0, overwritten; another array than those read
     * @return the loss
     * @throws IllegalArgumentException if the number of class weights is not width
     */
    default double ofLabels(
            int batch,
            int width,
            float[] outputs,
            int outputsOffset,
            int[] labels,
            int labelsOffset,
            float[] oneHot,
            float[] gradOutputs) {
        Arrays.fill(oneHot, 0, batch * width, 0);
        for (int i = 0; i < batch; i++) {
            oneHot[i * width + labels[labelsOffset + i]] = 1;
        }
        return ofTargets(batch, width, outputs, outputsOffset, oneHot, 0, gradOutputs);
    }

    /**
     * The sum of squared differences.
     *
     * @see Losses#sumOfSquares
     */
    record SumOfSquares() implements Loss {
        @Override
        public String name() {
            return "sum-of-squares";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            return Losses.sumOfSquares(
                    batch * width, 1f / batch, outputs, outputsOffset, targets, targetsOffset, gradOutputs, 0);
        }
    }

    /**
     * The mean of squared differences.
     *
     * @see Losses#sumOfSquares
     */
    record MeanOfSquares() implements Loss {
        @Override
        public String name() {
            return "mean-of-squares";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            return Losses.sumOfSquares(
                    batch * width,
                    1f / (batch * width),
                    outputs,
                    outputsOffset,
                    targets,
                    targetsOffset,
                    gradOutputs,
                    0);
        }
    }

    /**
     * Cross-entropy of each output as a logit of its own.
     *
     * @see CrossEntropy#binary
     */
    record BinaryCrossEntropy() implements Loss {
        @Override
        public String name() {
            return "binary-cross-entropy";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            return CrossEntropy.binary(
                    batch * width, 1f / batch, outputs, outputsOffset, targets, targetsOffset, gradOutputs, 0);
        }
    }

    /**
     * The sum of absolute differences.
     *
     * @see Losses#absoluteError
     */
    record AbsoluteError() implements Loss {
        @Override
        public String name() {
            return "absolute-error";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            return Losses.absoluteError(
                    batch * width, 1f / batch, outputs, outputsOffset, targets, targetsOffset, gradOutputs, 0);
        }
    }

    /**
     * Huber's loss.
     *
     * @param delta where it turns from squared to linear, above 0, finite
     * @see Losses#huber
     */
    record Huber(float delta) implements Loss {
        /**
         * Checks delta.
         *
         * @throws IllegalArgumentException if delta is not positive or not finite
         */
        public Huber {
            if (!(delta > 0 && delta <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("delta: " + delta + " (expected: > 0 and finite)");
            }
        }

        @Override
        public String name() {
            return "huber";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            return Losses.huber(
                    batch * width, 1f / batch, delta, outputs, outputsOffset, targets, targetsOffset, gradOutputs, 0);
        }
    }

    /**
     * Cross-entropy of the softmax of the outputs.
     *
     * @see Losses#softmaxCrossEntropy
     * @see CrossEntropy
     */
    final class SoftmaxCrossEntropy implements Loss {
        private final ClassTargets adjustment;

        private SoftmaxCrossEntropy(ClassTargets adjustment) {
            this.adjustment = adjustment;
        }

        /**
         * The share of equal probabilities in the targets.
         *
         * @return the share, in [0, 1]
         */
        public float labelSmoothing() {
            return adjustment.smoothing();
        }

        /**
         * The weight of each class.
         *
         * @return a copy, empty if all are 1
         */
        public float[] classWeights() {
            return adjustment.weights() == null
                    ? new float[0]
                    : adjustment.weights().clone();
        }

        @Override
        public String name() {
            return "softmax-cross-entropy";
        }

        @Override
        public double ofTargets(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                float[] targets,
                int targetsOffset,
                float[] gradOutputs) {
            requireWeights(width);
            return CrossEntropy.softmax(
                    batch,
                    width,
                    1f / batch,
                    adjustment,
                    outputs,
                    outputsOffset,
                    width,
                    targets,
                    targetsOffset,
                    width,
                    gradOutputs,
                    0,
                    width);
        }

        @Override
        public double ofLabels(
                int batch,
                int width,
                float[] outputs,
                int outputsOffset,
                int[] labels,
                int labelsOffset,
                float[] oneHot,
                float[] gradOutputs) {
            requireWeights(width);
            float scale = 1f / batch;
            if (adjustment.smoothing() == 0 && adjustment.weights() == null) {
                return Losses.softmaxCrossEntropy(
                        batch,
                        width,
                        scale,
                        outputs,
                        outputsOffset,
                        width,
                        labels,
                        labelsOffset,
                        gradOutputs,
                        0,
                        width);
            }
            return CrossEntropy.softmax(
                    batch,
                    width,
                    scale,
                    adjustment,
                    outputs,
                    outputsOffset,
                    width,
                    labels,
                    labelsOffset,
                    gradOutputs,
                    0,
                    width);
        }

        private void requireWeights(int width) {
            if (adjustment.weights() != null && adjustment.weights().length != width) {
                throw new IllegalArgumentException("classWeights: " + adjustment.weights().length + " (expected: "
                        + width + ", one for each output)");
            }
        }
    }
}
