package org.lanewise.kernels.internal.elementary;

public final class FloatExpm1 {
    public static final float LOG2_E = FloatExp.LOG2_E;
    public static final float ROUNDER = 0x1.8p23f;
    public static final float C2 = 0x1.fffffep-2f;
    public static final float C3 = 0x1.5554aep-3f;
    public static final float C4 = 0x1.555712p-5f;
    public static final float C5 = 0x1.12292ep-7f;
    public static final float C6 = 0x1.6b79b2p-10f;

    private FloatExpm1() {}

    static float remainder(float x, float n) {
        return Math.fma(n, FloatExp.MINUS_LN2_LOW, Math.fma(n, FloatExp.MINUS_LN2_HIGH, x));
    }

    static float ofRemainder(float r) {
        float r2 = r * r;
        float q = Math.fma(r2, Math.fma(r2, C6, Math.fma(r, C5, C4)), Math.fma(r, C3, C2));
        return Math.fma(r2, q, r);
    }
}
