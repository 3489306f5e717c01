package org.lanewise.kernels.internal;

/**
 * Penalties, norms and clipping; contracts in {@link org.lanewise.kernels.Penalties} and
 * {@link org.lanewise.kernels.Gradients}.
 */
public interface GradientKernels {
    /** {@code out = fma(l2, w, g + l1 · sign(w))}; out may be the same elements as an input. */
    void penalize(
            int length,
            float l1,
            float l2,
            float[] weights,
            int weightsOffset,
            float[] gradients,
            int gradientsOffset,
            float[] out,
            int outOffset);

    /** The lane sum of the magnitudes, in double. */
    double sumOfMagnitudes(int length, float[] x, int xOffset);

    /** The lane sum of the squares, in double. */
    double sumOfSquares(int length, float[] x, int xOffset);

    /** {@code x := factor · x}. */
    void scale(int length, float factor, float[] x, int xOffset);

    /** Brings each element into [−limit, limit]; NaN stays. */
    void clamp(int length, float limit, float[] x, int xOffset);
}
