package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatLog1p;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;

/**
 * The terms of losses and their gradients for one element: the specification, and what the SIMD kernels use for the
 * elements that do not fill a vector.
 */
public final class ScalarLosses {
    /** Of a term of binary cross-entropy: those of exp, which log1p does not enlarge, and log1p, 1 − t, and a rounding. */
    public static final double BINARY_MAX_ULP = 2 * FloatExp.MAX_ULP + FloatLog1p.MAX_ULP + 1.5;

    private ScalarLosses() {}

    /** ∂L/∂o from the difference r. */
    public static float huberBackward(float scale, float delta, float r) {
        float low = r < -delta ? -delta : r;
        return scale * (low > delta ? delta : low);
    }

    /** ∂L/∂o from the difference r; a zero and a NaN are passed on. */
    public static float absoluteBackward(float scale, float r) {
        return r > 0 ? scale : r < 0 ? -scale : r;
    }

    /** ∂L/∂x of a logit, from its exponential. */
    public static float softmaxBackward(float scale, float total, float exponential, float inverse, float target) {
        return scale * Math.fma(total, exponential * inverse, -target);
    }

    /** −t ln σ(x) − (1 − t) ln(1 − σ(x)). */
    public static float binary(float x, float target) {
        float size = Math.abs(x);
        float wrong = x > 0 ? 1 - target : target;
        return Math.fma(size, wrong, FloatLog1p.log1p(FloatExp.exp(-size)));
    }

    /** ∂L/∂x. */
    public static float binaryBackward(float scale, float x, float target) {
        return scale * (FloatSigmoid.sigmoid(x) - target);
    }
}
