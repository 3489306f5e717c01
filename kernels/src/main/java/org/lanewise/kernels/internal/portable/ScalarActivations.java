package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.elementary.FloatTanh;

/**
 * The formula of each activation and its gradient for one element: the specification, and what the SIMD kernels use for
 * the elements that do not fill a vector.
 */
public final class ScalarActivations {
    private ScalarActivations() {}

    /** y. */
    public static float sigmoid(float x) {
        return FloatSigmoid.sigmoid(x);
    }

    /** ∂L/∂x. */
    public static float sigmoidBackward(float y, float gradOutput) {
        return gradOutput * y * (1 - y);
    }

    /** y. */
    public static float tanh(float x) {
        return FloatTanh.tanh(x);
    }

    /** ∂L/∂x. */
    public static float tanhBackward(float y, float gradOutput) {
        return gradOutput * Math.fma(-y, y, 1);
    }

    /** y. */
    public static float relu(float x) {
        return x <= 0 ? 0 : x;
    }

    /** ∂L/∂x. */
    public static float reluBackward(float y, float gradOutput) {
        return y > 0 ? gradOutput : 0;
    }

    /** y. */
    public static float leakyRelu(float slope, float x) {
        return x > 0 ? x : slope * x;
    }

    /** ∂L/∂x. */
    public static float leakyReluBackward(float slope, float y, float gradOutput) {
        return y > 0 ? gradOutput : slope * gradOutput;
    }
}
