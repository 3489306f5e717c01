package org.lanewise.verification.example;

import org.junit.jupiter.api.Test;
import org.lanewise.verification.GradientCheck;

class RmsNormTest {
    /** The layer to check: y = x / √(mean of x² + 1e-5). */
    static float[] forward(float[] x) {
        float scale = scale(x);
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * scale;
        }
        return y;
    }

    /** Its gradient with respect to x, from that with respect to y. */
    static float[] backward(float[] x, float[] gradOutput) {
        float scale = scale(x);
        float[] y = forward(x);
        float mean = (float) dot(y, gradOutput) / x.length;
        float[] gradInput = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            gradInput[i] = scale * (gradOutput[i] - y[i] * mean);
        }
        return gradInput;
    }

    @Test
    void gradientIsRight() {
        float[] x = {0.5f, -1.25f, 2, 0.1f};
        // A checked function has one result. Σ wᵢ·yᵢ makes one of many, and its gradient with respect to y is w.
        float[] w = {1, -0.5f, 0.25f, 2};
        GradientCheck.SINGLE
                .check(point -> dot(w, forward(point)), x, backward(x, w))
                .assertPassed();
    }

    private static float scale(float[] x) {
        return (float) (1 / Math.sqrt(dot(x, x) / x.length + 1e-5));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
