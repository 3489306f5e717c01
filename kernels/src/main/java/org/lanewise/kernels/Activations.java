package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.elementary.FloatTanh;

/**
 * Activation functions, element by element, each beside its gradient.
 *
 * <p>Gradients are computed from the <em>output</em> y of the forward pass, so that a layer may overwrite its input.
 * All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Activations {
    private Activations() {}

    /**
     * {@code y = 1 / (1 + e⁻ˣ)}, within {@value FloatSigmoid#MAX_ULP} ulp; NaN gives NaN.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void sigmoid(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.activations().sigmoid(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput · y · (1 − y)}, as {@code (gradOutput · y) · (1 − y)}, each step rounded.
     *
     * @param length elements, n ≥ 0
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input
     *     shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void sigmoidBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .activations()
                .sigmoidBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = tanh x}, within {@value FloatTanh#MAX_ULP} ulp; odd; NaN gives NaN.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void tanh(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.activations().tanh(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput · (1 − y²)}, the second factor as one {@code fma(−y, y, 1)}.
     *
     * @param length elements, n ≥ 0
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input
     *     shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void tanhBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .activations()
                .tanhBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = max(x, 0)}: exact; −0 gives +0, NaN gives NaN.
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void relu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.activations().relu(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput} where y &gt; 0, else 0: the derivative at 0 is taken as 0. Exact.
     *
     * @param length elements, n ≥ 0
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input
     *     shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void reluBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .activations()
                .reluBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = x} where x &gt; 0, else {@code slope · x}, rounded once; NaN gives NaN (Maas, Hannun, Ng: Rectifier
     * Nonlinearities Improve Neural Network Acoustic Models, ICML 2013).
     *
     * @param length elements, n ≥ 0
     * @param slope factor of inputs that are not positive, ≥ 0, finite
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, the slope negative or not finite, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void leakyRelu(int length, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        slope(slope);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.activations().leakyRelu(length, slope, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput} where y &gt; 0, else {@code slope · gradOutput}: the derivative at 0 is the slope.
     *
     * @param length elements, n ≥ 0
     * @param slope factor of inputs that are not positive, ≥ 0, finite
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, the slope negative or not finite, an array null, or gradInput overlaps an input
     *     shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void leakyReluBackward(
            int length,
            float slope,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        slope(slope);
        checkBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .activations()
                .leakyReluBackward(length, slope, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    private static void slope(float slope) {
        if (!(slope >= 0 && slope <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("slope: " + slope + " (expected: >= 0 and finite)");
        }
    }

    private static void checkBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        Check.size("length", length);
        Check.vector("y", y, yOffset, length);
        Check.vector("gradOutput", gradOutput, gradOutputOffset, length);
        Check.vector("gradInput", gradInput, gradInputOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "y", y, yOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
    }
}
