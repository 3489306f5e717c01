package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.SmoothRectifierKernels;

/** Smooth relatives of ReLU and their gradients: a loop each around {@link ScalarSmoothRectifiers}. */
public final class PortableSmoothRectifiers implements SmoothRectifierKernels {
    @Override
    public void elu(int length, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.elu(alpha, x[xOffset + i]);
        }
    }

    @Override
    public void eluBackward(
            int length,
            float alpha,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.eluBackward(alpha, y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void softplus(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.softplus(x[xOffset + i]);
        }
    }

    @Override
    public void softplusBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.softplusBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void silu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.silu(x[xOffset + i]);
        }
    }

    @Override
    public void siluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.siluBackward(x[xOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void gelu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarSmoothRectifiers.gelu(x[xOffset + i]);
        }
    }

    @Override
    public void geluBackward(
            int length,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarSmoothRectifiers.geluBackward(x[xOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }
}
