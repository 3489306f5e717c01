package org.lanewise.kernels.internal.elementary;

import static org.lanewise.kernels.internal.elementary.FloatExpm1.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;

public final class FloatTanh {
    public static final double MAX_ULP = 1.5;
    public static final float POLYNOMIAL_BELOW = 0.6f;
    public static final int MAX_ARGUMENT_BITS = 0x41180000; // 9.5f
    public static final float C3 = -0x1.55553ep-2f;
    public static final float C5 = 0x1.1109bep-3f;
    public static final float C7 = -0x1.b89abap-5f;
    public static final float C9 = 0x1.54c3c2p-6f;
    public static final float C11 = -0x1.828776p-8f;

    private FloatTanh() {}

    public static float tanh(float x) {
        int bits = Float.floatToRawIntBits(x);
        int sign = bits & 0x80000000;
        int magnitude = bits & 0x7fffffff;
        float a = Float.intBitsToFloat(Math.min(magnitude, MAX_ARGUMENT_BITS));
        float y = a + a;
        float t = Math.fma(y, LOG2_E, ROUNDER);
        float p = 1f + FloatExpm1.ofRemainder(FloatExpm1.remainder(y, t - ROUNDER));
        float e = Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
        float large = 1f - 2f / (e + 1f);
        float s = x * x;
        float q = Math.fma(s, C11, C9);
        q = Math.fma(q, s, C7);
        q = Math.fma(q, s, C5);
        q = Math.fma(q, s, C3);
        float small = Math.fma(x * s, q, x);
        return Float.intBitsToFloat(magnitude) >= POLYNOMIAL_BELOW
                ? Float.intBitsToFloat(Float.floatToRawIntBits(large) | sign)
                : small;
    }
}
