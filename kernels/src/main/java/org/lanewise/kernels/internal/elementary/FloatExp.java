package org.lanewise.kernels.internal.elementary;

public final class FloatExp {
    public static final double MAX_ULP = 1.0;
    public static final float MIN_ARGUMENT = -104f;
    public static final float MAX_ARGUMENT = 89f;
    public static final float LOG2_E = 0x1.715476p0f;
    public static final float SHIFT = -0x1.5bep-4f;
    public static final float BIASED_ROUNDER = 0x1.8p23f + 254f;
    public static final float MINUS_LN2_HIGH = -0x1.62e430p-1f;
    public static final float MINUS_LN2_LOW = 0x1.05c610p-29f;
    public static final float C2 = 0x1.000006p-1f;
    public static final float C3 = 0x1.5554d2p-3f;
    public static final float C4 = 0x1.55443p-5f;
    public static final float C5 = 0x1.11f588p-7f;
    public static final float C6 = 0x1.7f9aa4p-10f;

    private FloatExp() {}

    public static float exp(float x) {
        float y = x > MAX_ARGUMENT ? MAX_ARGUMENT : x;
        y = y < MIN_ARGUMENT ? MIN_ARGUMENT : y;
        float t = Math.fma(y, LOG2_E, SHIFT) + BIASED_ROUNDER;
        float n = t - BIASED_ROUNDER;
        float r = Math.fma(n, MINUS_LN2_LOW, Math.fma(n, MINUS_LN2_HIGH, y));
        float r2 = r * r;
        float q = Math.fma(r2, Math.fma(r2, C6, Math.fma(r, C5, C4)), Math.fma(r, C3, C2));
        float s = Math.fma(r2, q, r);
        int k = Float.floatToRawIntBits(t);
        int half = k >>> 1;
        float scale = Float.intBitsToFloat(half << 23);
        return Math.fma(s, scale, scale) * Float.intBitsToFloat((k - half) << 23);
    }
}
