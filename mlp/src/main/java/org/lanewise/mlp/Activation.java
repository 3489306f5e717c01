package org.lanewise.mlp;

import org.lanewise.kernels.Activations;
import org.lanewise.kernels.SmoothRectifiers;

/**
 * A function applied to each element, without parameters to learn. For most, the derivative is a function of the output,
 * so a layer may overwrite its input; where it is not, {@link #backwardTakesInput()} says so.
 *
 * <p>The set is closed; {@link #name()} and, for Leaky ReLU and ELU, {@link LeakyRelu#slope()} or {@link Elu#alpha()}
 * describe one completely.
 */
public sealed interface Activation extends Layer {
    /** {@code σ(x) = 1 / (1 + e⁻ˣ)}. */
    Activation SIGMOID = new Sigmoid();
    /** {@code tanh x}. */
    Activation TANH = new Tanh();
    /** {@code max(x, 0)}. */
    Activation RELU = new Relu();
    /** {@code x}. */
    Activation IDENTITY = new Identity();
    /** {@code ln(1 + eˣ)}. */
    Activation SOFTPLUS = new Softplus();
    /** {@code x · σ(x)}, also known as Swish. */
    Activation SILU = new Silu();
    /** {@code x · Φ(x)}, Φ the distribution function of the standard normal distribution. */
    Activation GELU = new Gelu();

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
     * {@code x} where x &gt; 0, else {@code alpha · (eˣ − 1)}.
     *
     * @param alpha at least 0, finite
     * @return the activation
     */
    static Activation elu(float alpha) {
        return new Elu(alpha);
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
     * Whether {@link #backward} takes the inputs of the forward pass, which must then be kept, instead of its outputs.
     *
     * @return true for functions that are not monotone
     */
    default boolean backwardTakesInput() {
        return false;
    }

    /**
     * Multiplies the upstream gradient by the local one; {@code gradInput} may be {@code gradOutput}.
     *
     * @param length elements
     * @param saved the outputs of the forward pass or, if {@link #backwardTakesInput()}, its inputs
     * @param savedOffset index of the first
     * @param gradOutput the loss's gradient with respect to y
     * @param gradOutputOffset its first index
     * @param gradInput the loss's gradient with respect to x, overwritten
     * @param gradInputOffset its first index
     */
    void backward(
            int length,
            float[] saved,
            int savedOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    @Override
    default String describe() {
        return name();
    }

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
        public String describe() {
            return name() + " " + slope;
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

    /** The identity. */
    record Identity() implements Activation {
        @Override
        public String name() {
            return "identity";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            System.arraycopy(x, xOffset, y, yOffset, length);
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
            System.arraycopy(gradOutput, gradOutputOffset, gradInput, gradInputOffset, length);
        }
    }

    /** Softplus, a smooth ReLU. */
    record Softplus() implements Activation {
        @Override
        public String name() {
            return "softplus";
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            SmoothRectifiers.softplus(length, x, xOffset, y, yOffset);
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
            SmoothRectifiers.softplusBackward(
                    length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /** The sigmoid-weighted linear unit. */
    record Silu() implements Activation {
        @Override
        public String name() {
            return "silu";
        }

        @Override
        public boolean backwardTakesInput() {
            return true;
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            SmoothRectifiers.silu(length, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] x,
                int xOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            SmoothRectifiers.siluBackward(length, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /** The Gaussian error linear unit, in its exact form. */
    record Gelu() implements Activation {
        @Override
        public String name() {
            return "gelu";
        }

        @Override
        public boolean backwardTakesInput() {
            return true;
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            SmoothRectifiers.gelu(length, x, xOffset, y, yOffset);
        }

        @Override
        public void backward(
                int length,
                float[] x,
                int xOffset,
                float[] gradOutput,
                int gradOutputOffset,
                float[] gradInput,
                int gradInputOffset) {
            SmoothRectifiers.geluBackward(length, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }

    /**
     * The exponential linear unit.
     *
     * @param alpha minus the limit at −∞, at least 0, finite
     */
    record Elu(float alpha) implements Activation {
        /**
         * Checks alpha.
         *
         * @throws IllegalArgumentException if alpha is negative or not finite
         */
        public Elu {
            if (!(alpha >= 0 && alpha <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("alpha: " + alpha + " (expected: >= 0 and finite)");
            }
        }

        @Override
        public String name() {
            return "elu";
        }

        @Override
        public String describe() {
            return name() + " " + alpha;
        }

        @Override
        public void forward(int length, float[] x, int xOffset, float[] y, int yOffset) {
            SmoothRectifiers.elu(length, alpha, x, xOffset, y, yOffset);
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
            SmoothRectifiers.eluBackward(
                    length, alpha, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        }
    }
}
