package org.lanewise.kernels.internal.elementary;

/**
 * e<sup>x</sup> - 1, accurate also where x is small; and its two building blocks, which tanh, sigmoid and erf share.
 *
 * <p><b>Method.</b> x = n ln 2 + r with |r| &le; ln(2)/2, s = e<sup>r</sup> - 1 = r + r<sup>2</sup> q(r) with q of
 * degree 4, and e<sup>x</sup> - 1 = 2<sup>n</sup> s + (2<sup>n</sup> - 1) in one fused multiply-add. It is computed at
 * half size, so that 2<sup>128</sup> is never needed, and doubled. Unlike {@link FloatExp} the remainder is centred:
 * n = 0 must leave a small x alone. q: {@code fpminimax(expm1(x), [|2,...,6|], [|SG...|], [-0.3475; 0.3475], relative,
 * x)}, error 2<sup>-26.1</sup> relative to s.
 *
 * <p><b>Special values.</b> expm1(&plusmn;0) = &plusmn;0, expm1(-Inf) = -1, expm1(Inf) = Inf, expm1(NaN) = NaN; x
 * itself where |x| &lt; {@value #TINY}, subnormals included. Monotone.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatExpm1 {
    /** The greatest error over all floats; measured: 1.5820 at 0.3828831. */
    public static final double MAX_ULP = 1.59;

    /** Below this the result rounds to -1. */
    public static final float MIN_ARGUMENT = -18f;

    /** Below this size x^2/2 is less than half an ulp, and the result is x; halving would lose bits of a subnormal. */
    public static final float TINY = 0x1p-25f;

    public static final float LOG2_E = FloatExp.LOG2_E;

    /** Rounds to an integer, and leaves it in the low bits. */
    public static final float ROUNDER = 0x1.8p23f;

    /** Rounds to an integer n, and leaves n + 126 in the low bits: the biased exponent of 2^(n-1). */
    public static final float HALVING_ROUNDER = ROUNDER + 126f;

    /** The bits of {@code HALVING_ROUNDER + 128}; a greater x leaves a greater remainder and overflows all the same. */
    public static final int MAX_K = 0x4b400000 + 126 + 128;

    public static final float C2 = 0x1.fffffep-2f;
    public static final float C3 = 0x1.5554aep-3f;
    public static final float C4 = 0x1.555712p-5f;
    public static final float C5 = 0x1.12292ep-7f;
    public static final float C6 = 0x1.6b79b2p-10f;

    private FloatExpm1() {}

    /** Returns e<sup>x</sup> - 1. */
    public static float expm1(float x) {
        float y = x < MIN_ARGUMENT ? MIN_ARGUMENT : x;
        int k = Math.min(Float.floatToRawIntBits(Math.fma(y, LOG2_E, HALVING_ROUNDER)), MAX_K);
        float s = ofRemainder(remainder(y, Float.intBitsToFloat(k) - HALVING_ROUNDER));
        float h = Float.intBitsToFloat(k << 23);
        float e = Math.fma(s, h, h - 0.5f) * 2f;
        return Math.abs(x) < TINY ? x : e;
    }

    /** Returns x - n ln 2, rounded once; n is an integer below 256 in size. */
    static float remainder(float x, float n) {
        return Math.fma(n, FloatExp.MINUS_LN2_LOW, Math.fma(n, FloatExp.MINUS_LN2_HIGH, x));
    }

    /** Returns e<sup>r</sup> - 1 for |r| &le; ln(2)/2. */
    static float ofRemainder(float r) {
        float r2 = r * r;
        float q = Math.fma(r2, Math.fma(r2, C6, Math.fma(r, C5, C4)), Math.fma(r, C3, C2));
        return Math.fma(r2, q, r);
    }
}
