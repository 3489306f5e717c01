package org.lanewise.kernels.internal;

/** PReLU with a slope per column, and the gradient of a shared one; contracts in {@link org.lanewise.kernels.Prelu}. */
public interface PreluKernels {
    void forward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            int ldx,
            float[] y,
            int yOffset,
            int ldy);

    void backward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput);

    void gradSlopes(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradSlopes,
            int gradSlopesOffset);

    /** The lane sum of {@code x·gradOutput} over the elements with x not positive, in double, where each product is exact. */
    double sharedGradSlope(int length, float[] x, int xOffset, float[] gradOutput, int gradOutputOffset);
}
