package org.lanewise.kernels.internal;

/** Smooth relatives of ReLU and their gradients; contracts in {@link org.lanewise.kernels.SmoothRectifiers}. */
public interface SmoothRectifierKernels {
    void elu(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset);

    void eluBackward(
            int length,
            float alpha,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void softplus(int length, float[] x, int xOffset, float[] y, int yOffset);

    void softplusBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void silu(int length, float[] x, int xOffset, float[] y, int yOffset);

    void siluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void gelu(int length, float[] x, int xOffset, float[] y, int yOffset);

    void geluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);
}
