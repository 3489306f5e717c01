package org.lanewise.mlp;

/**
 * PReLU: {@code x} where x &gt; 0, else {@code slope · x}, with slopes that are learned.
 *
 * @param slopes how many: 1 that all units share, or one for each unit
 * @see org.lanewise.kernels.Prelu
 */
public record Prelu(int slopes) implements Layer {
    /** What slopes start with (He, Zhang, Ren, Sun: Delving Deep into Rectifiers, ICCV 2015, section 2.1). */
    public static final float INITIAL_SLOPE = 0.25f;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if there are no slopes
     */
    public Prelu {
        if (slopes < 1) {
            throw new IllegalArgumentException("slopes: " + slopes + " (expected: >= 1)");
        }
    }

    @Override
    public String describe() {
        return slopes == 1 ? "prelu, shared" : "prelu";
    }

    @Override
    public long parameterCount() {
        return slopes;
    }

    /** Computes y {@code [batch, width]} from x. */
    void forward(int batch, int width, float[] parameters, int offset, float[] x, float[] y) {
        if (slopes == 1) {
            org.lanewise.kernels.Prelu.sharedForward(batch * width, parameters[offset], x, 0, y, 0);
        } else {
            org.lanewise.kernels.Prelu.forward(batch, width, parameters, offset, x, 0, width, y, 0, width);
        }
    }

    /** Fills the gradient of the slopes, and turns that of the output into that of the input. */
    void backward(
            int batch, int width, float[] parameters, int offset, float[] x, float[] gradient, float[] gradients) {
        if (slopes == 1) {
            int length = batch * width;
            gradients[offset] = org.lanewise.kernels.Prelu.sharedGradSlope(length, x, 0, gradient, 0);
            org.lanewise.kernels.Prelu.sharedBackward(length, parameters[offset], x, 0, gradient, 0, gradient, 0);
        } else {
            org.lanewise.kernels.Prelu.gradSlopes(batch, width, x, 0, width, gradient, 0, width, gradients, offset);
            org.lanewise.kernels.Prelu.backward(
                    batch, width, parameters, offset, x, 0, width, gradient, 0, width, gradient, 0, width);
        }
    }
}
