package org.lanewise.mlp;

import org.lanewise.kernels.Activations;

/**
 * A function applied to each element. Its derivative is a function of its output, so a layer may overwrite its input.
 *
 * <p>The set is closed; {@link #name()} and, for Leaky ReLU, {@link LeakyRelu#slope()} describe one completely.
 */
public sealed interface Activation extends Layer {
    /** {@code σ(x) = 1 / (1 + e⁻ˣ)}. */
    Activation SIGMOID = new Sigmoid();
    /** {@code tanh x}. */
    Activation TANH = new Tanh();
    /** {@code max(x, 0)}. */
    Activation RELU = new Relu();

    /**
     * {@code x} where x &gt; 0, else {@code slope · x}.
     *
     * @param slope at least 0, finite
     * @return the activation
     */
    static Activation leakyRelu(float slope) {
        return new LeakyRelu(slope);
    }

    /**
     * The name used in files and on the command line.
     *
     * @return the name, in lower case
     */
    String name();

    /**
     * Computes y from x; both may be the same elements.
     *
     * @param length elements
     * @param x inputs
     * @param xOffset index of the first input
     * @param y outputs, overwritten
     * @param yOffset index of the first output
     */
    void forward(int length, float[] x, int xOffset, float[] y, int yOffset);

    /**
     * Multiplies the upstream gradient by the local one; {@code gradInput} may be {@code gradOutput}.
     *
     * @param length elements
     * @param y the outputs of the forward pass
     * @param yOffset index of the first output
     * @param gradOutput the loss's gradient with respect to y
     * @param gradOutputOffset its first index
     * @param gradInput the loss's gradient with respect to x, overwritten
     * @param gradInputOffset its first index
     */
    void backward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    @Override
    default long parameterCount() {
        return 0;
    }

    /** The logistic function. */
    record Sigmoid() implements Activation {
        @Override
        public String name() {
            return "sigmoid";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            Activations.sigmoid(length, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] y,
                int yOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            Activations.sigmoidBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements Activation {
        @Override
        public String name() {
            return "tanh";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            Activations.tanh(length, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] y,
                int yOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            Activations.tanhBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /** The rectified linear unit. */
    record Relu() implements Activation {
        @Override
        public String name() {
            return "relu";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            Activations.relu(length, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] y,
                int yOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            Activations.reluBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /**
     * The leaky rectified linear unit.
     *
     * @param slope the factor of negative inputs, at least 0, finite
     */
    record LeakyRelu(float slope) implements Activation {
        /**
         * Checks the slope.
         *
         * @throws IllegalArgumentException if the slope is negative or not finite
         */
        public LeakyRelu {
            if (!(slope >= 0 && slope <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("slope: " + slope + " (expected: >= 0 and finite)");
            }
        }

        @Override
        public String name() {
            return "leakyrelu";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            Activations.leakyRelu(length, slope, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] y,
                int yOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            Activations.leakyReluBackward(
                    length, slope, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }
}
