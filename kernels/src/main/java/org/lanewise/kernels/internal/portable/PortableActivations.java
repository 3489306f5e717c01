package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.ActivationKernels;

/** Elementwise functions and their gradients: a loop each around {@link ScalarActivations}. */
public final class PortableActivations implements ActivationKernels {
    @Override
    public void sigmoid(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarActivations.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.sigmoidBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarActivations.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void tanhBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.tanhBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void relu(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarActivations.relu(x[xOffset + i]);
        }
    }

    @Override
    public void reluBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.reluBackward(y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void leakyRelu(int length, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = ScalarActivations.leakyRelu(slope, x[xOffset + i]);
        }
    }

    @Override
    public void leakyReluBackward(
            int length,
            float slope,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] =
                    ScalarActivations.leakyReluBackward(slope, y[yOffset + i], gradOutput[gradOutputOffset + i]);
        }
    }
}
