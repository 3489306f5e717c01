package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers;

/**
 * Smooth relatives of ReLU, element by element, each beside its gradient: ELU, softplus, SiLU and GELU.
 *
 * <p>ELU and softplus are monotone; their gradients are computed from the <em>output</em> y, as those of
 * {@link Activations}. SiLU and GELU fall before they rise, so their gradients are computed from the <em>input</em> x,
 * which a layer must then keep. All methods run on the calling thread, allocate nothing, and give the same bits
 * everywhere.
 */
public final class SmoothRectifiers {
    private SmoothRectifiers() {}

    /**
     * {@code y = x} where x &gt; 0, else {@code alpha · (eˣ − 1)}, within {@value ScalarSmoothRectifiers#ELU_MAX_ULP}
     * ulp; NaN gives NaN (Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential
     * Linear Units, ICLR 2016).
     *
     * @param length elements, n ≥ 0
     * @param alpha minus the limit at −∞, ≥ 0, finite
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, alpha negative or not finite, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void elu(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        alpha(alpha);
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.smoothRectifiers().elu(length, alpha, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput} where y &gt; 0, else {@code gradOutput · (y + alpha)}, each step rounded: the
     * derivative alpha · eˣ from the output. The derivative at 0 is alpha. The sum cancels far below 0: the error is at most
     * {@value ScalarSmoothRectifiers#ELU_GRADIENT_MAX_UNITS} · 2⁻²⁴ · alpha · |gradOutput|, of a derivative that may be smaller.
     *
     * @param length elements, n ≥ 0
     * @param alpha minus the limit at −∞, ≥ 0, finite
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, alpha negative or not finite, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void eluBackward(
            int length,
            float alpha,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        alpha(alpha);
        checkBackward(length, "y", y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .smoothRectifiers()
                .eluBackward(length, alpha, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = ln(1 + eˣ)}, as {@code max(x, 0) + log1p(exp(−|x|))}, which does not overflow; within
     * {@value ScalarSmoothRectifiers#SOFTPLUS_MAX_ULP} ulp; 0 for −∞, +∞ for +∞; NaN gives NaN (Dugas and others:
     * Incorporating Second-Order Functional Knowledge for Better Option Pricing, NIPS 2000).
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void softplus(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.smoothRectifiers().softplus(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput · (1 − e⁻ʸ)}, the second factor as −expm1(−y): the logistic function of x from the
     * output, within {@value ScalarSmoothRectifiers#SOFTPLUS_GRADIENT_MAX_UNITS} · 2⁻²⁴ of the gradient, up to underflow.
     *
     * @param length elements, n ≥ 0
     * @param y outputs of the forward pass, {@code [n]}, read
     * @param yOffset index of the first output
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as y or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void softplusBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, "y", y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .smoothRectifiers()
                .softplusBackward(length, y, yOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = x · σ(x)}, σ the logistic function, within {@value ScalarSmoothRectifiers#SILU_MAX_ULP} ulp where σ is
     * normal (x ≥ −87); −0 for −∞; NaN gives NaN (Elfwing, Uchibe, Doya: Sigmoid-Weighted Linear Units, Neural Networks
     * 107, 2018; also known as Swish).
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void silu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.smoothRectifiers().silu(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput · (σ(x) · (1 + x · (1 − σ(x))))}, the sum as one fma, the other steps rounded.
     * SiLU is not monotone, so its gradient needs the <em>input</em>. At ±∞ the derivative is 1 and 0. The error is at most
     * σ(x) · (3.2 · |x| + 5 · (1 + |x| · σ(−x))) · 2⁻²⁴ · |gradOutput|, up to underflow, and without the first term from 104 on.
     *
     * @param length elements, n ≥ 0
     * @param x inputs of the forward pass, {@code [n]}, read
     * @param xOffset index of the first input
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as x or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void siluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, "x", x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .smoothRectifiers()
                .siluBackward(length, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    /**
     * {@code y = x · Φ(x)}, Φ the distribution function of the standard normal distribution, as
     * {@code x · fma(erf(x · √½), ½, ½)}: the exact form, not the one with tanh. The error is at most
     * {@value ScalarSmoothRectifiers#GELU_MAX_UNITS} · 2⁻²⁴ · |x|: as in any sum 1 + erf, digits of Φ are lost where it
     * is small. −0 for −∞; NaN gives NaN (Hendrycks, Gimpel: Gaussian Error Linear Units, 2016, section 2).
     *
     * @param length elements, n ≥ 0
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @throws IllegalArgumentException if length is negative, an array null, or y overlaps x shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void gelu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        KernelSets.ACTIVE.smoothRectifiers().gelu(length, x, xOffset, y, yOffset);
    }

    /**
     * {@code gradInput = gradOutput · (Φ(x) + x · φ(x))}, φ(x) = exp(−x²/2) / √(2π) the density, the sum as one fma.
     * GELU is not monotone, so its gradient needs the <em>input</em>. At ±∞ the derivative is 1 and 0. The error is at most
     * (2.2 + |x| · φ(x) · (x²/2 + 4) + 2 · |derivative|) · 2⁻²⁴ · |gradOutput|.
     *
     * @param length elements, n ≥ 0
     * @param x inputs of the forward pass, {@code [n]}, read
     * @param xOffset index of the first input
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as x or gradOutput
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void geluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        checkBackward(length, "x", x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
        KernelSets.ACTIVE
                .smoothRectifiers()
                .geluBackward(length, x, xOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }

    private static void alpha(float alpha) {
        if (!(alpha >= 0 && alpha <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("alpha: " + alpha + " (expected: >= 0 and finite)");
        }
    }

    private static void checkBackward(
            int length,
            String name,
            float[] saved,
            int savedOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        Check.size("length", length);
        Check.vector(name, saved, savedOffset, length);
        Check.vector("gradOutput", gradOutput, gradOutputOffset, length);
        Check.vector("gradInput", gradInput, gradInputOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, name, saved, savedOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
    }
}
