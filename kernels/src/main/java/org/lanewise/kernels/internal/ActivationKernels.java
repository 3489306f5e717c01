package org.lanewise.kernels.internal;

/** Elementwise functions and their gradients; contracts in {@link org.lanewise.kernels.Activations}. */
public interface ActivationKernels {
    void sigmoid(int length, float[] x, int xOffset, float[] y, int yOffset);

    void sigmoidBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void tanh(int length, float[] x, int xOffset, float[] y, int yOffset);

    void tanhBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void relu(int length, float[] x, int xOffset, float[] y, int yOffset);

    void reluBackward(
            int length,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    void leakyRelu(int length, float slope, float[] x, int xOffset, float[] y, int yOffset);

    void leakyReluBackward(
            int length,
            float slope,
            float[] y,
            int yOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);
}
