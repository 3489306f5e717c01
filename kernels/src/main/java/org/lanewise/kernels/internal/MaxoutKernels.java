package org.lanewise.kernels.internal;

/** Maxout and its gradient; contracts in {@link org.lanewise.kernels.Maxout}. */
public interface MaxoutKernels {
    void forward(int rows, int units, int pieces, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy);

    void backward(
            int rows,
            int units,
            int pieces,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput);
}
