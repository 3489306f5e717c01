package org.lanewise.kernels.internal.elementary;

/**
 * log(1 + x), accurate also where x is small.
 *
 * <p><b>Method.</b> n is the exponent that {@link FloatLog} would choose for the rounded sum 1 + x. The fraction f does
 * not come from that sum but from x: f = 2<sup>-n</sup> x + (2<sup>-n</sup> - 1) in one fused multiply-add, which is x
 * itself for n = 0. From 2<sup>24</sup> on, where 2<sup>-n</sup> may be too small to be a float, 1 + x is x or its
 * neighbour, and f is that sum's own fraction.
 *
 * <p><b>Special values.</b> log1p(&plusmn;0) = &plusmn;0, log1p(-1) = -Inf, log1p(x &lt; -1) = NaN, log1p(Inf) = Inf,
 * log1p(NaN) = NaN, log1p of a subnormal is that subnormal. Monotone.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatLog1p {
    /** The greatest error over all floats; measured: 1.4703 at 0.415508. */
    public static final double MAX_ULP = 1.48;

    /** From here on the sum 1 + x is x but for a rounding, and its own fraction serves. */
    public static final float ONE_IS_LOST = 0x1p24f;

    private FloatLog1p() {}

    /** Returns log(1 + x). */
    public static float log1p(float x) {
        float u = 1f + x;
        int bits = Float.floatToRawIntBits(u);
        int k = (bits - FloatLog.SQRT_HALF_BITS) >> 23;
        float scale = Float.intBitsToFloat(0x3f800000 - (k << 23));
        float f = Math.fma(scale, x, scale - 1f);
        f = u >= ONE_IS_LOST ? Float.intBitsToFloat(bits - (k << 23)) - 1f : f;
        float y = FloatLog.ofReduced(f, (float) k);
        y = u >= 0f ? y : Float.NaN;
        y = u == 0f ? Float.NEGATIVE_INFINITY : y;
        y = u == Float.POSITIVE_INFINITY ? x : y;
        return x == 0f ? x : y;
    }
}
