package org.lanewise.kernels.internal.elementary;

import static org.lanewise.kernels.internal.elementary.FloatExp.BIASED_ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;

public final class FloatSigmoid {
    public static final double MAX_ULP = 1.5;
    public static final float MAX_ARGUMENT = 104f;

    private FloatSigmoid() {}

    public static float sigmoid(float x) {
        float a = Math.abs(x);
        a = a > MAX_ARGUMENT ? MAX_ARGUMENT : a;
        float t = Math.fma(a, -LOG2_E, BIASED_ROUNDER);
        float n = BIASED_ROUNDER - t;
        float s = FloatExpm1.ofRemainder(FloatExpm1.remainder(a, n));
        int k = Float.floatToRawIntBits(t);
        int half = k >>> 1;
        float scale1 = Float.intBitsToFloat(half << 23);
        float scale2 = Float.intBitsToFloat((k - half) << 23);
        float c = Math.fma(scale1, scale2, 1f);
        float den = c + s;
        float denLow = Math.fma(scale1, scale2, (1f - den) + s);
        float q = 1f / den;
        q = Math.fma(q, Math.fma(-q, denLow, Math.fma(-q, den, 1f)), q);
        float u = q * scale1 * scale2;
        return x > 0f ? 1f - u : u;
    }
}
