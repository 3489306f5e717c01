package org.lanewise.kernels.internal.elementary;

import static org.lanewise.kernels.internal.elementary.FloatExpm1.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;

/**
 * The error function 2/&radic;&pi; &int;<sub>0</sub><sup>x</sup> e<sup>-t&sup2;</sup> dt.
 *
 * <p><b>Method.</b> Below 0.85, x + x P(x<sup>2</sup>) with P of degree 5; from there on 1 - e<sup>v</sup> with
 * v = g(|x|) - x<sup>2</sup>, g of degree 6, and the sign of x. The exponential is {@link FloatExpm1}'s. v is not one
 * polynomial with the square folded in: the roundings of its Horner steps are as large as its change from one float to
 * the next, which breaks monotonicity; g beside x<sup>2</sup> is nearly flat, and so are its roundings.
 * P: Remez with the error relative to erf, 0.11 &middot; 2<sup>-24</sup>; g: Remez with the error weighted by
 * 1 - erf, 0.036 &middot; 2<sup>-24</sup>.
 *
 * <p><b>Special values.</b> erf(&plusmn;0) = &plusmn;0, erf(&plusmn;Inf) = &plusmn;1, erf(NaN) = NaN; subnormals are
 * kept. Odd, monotone, never beyond &plusmn;1.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatErf {
    /** The greatest error over all floats; measured: 1.1260 at -0.934756. */
    public static final double MAX_ULP = 1.13;

    /** Where the polynomial ends. */
    public static final float POLYNOMIAL_BELOW = 0.85f;

    /** The bits of 4f; from 3.9192 on the result rounds to 1. */
    public static final int MAX_ARGUMENT_BITS = 0x40800000;

    public static final int ONE_BITS = 0x3f800000;

    public static final float P0 = 0x1.06eba8p-3f;
    public static final float P1 = -0x1.812726p-2f;
    public static final float P2 = 0x1.ce256ap-4f;
    public static final float P3 = -0x1.b735eap-6f;
    public static final float P4 = 0x1.4b7630p-8f;
    public static final float P5 = -0x1.4cd860p-11f;

    public static final float G0 = -0x1.dc798ep-14f;
    public static final float G1 = -0x1.20c5eep0f;
    public static final float G2 = 0x1.7420d8p-2f;
    public static final float G3 = -0x1.abd970p-4f;
    public static final float G4 = 0x1.705adap-6f;
    public static final float G5 = -0x1.97627cp-9f;
    public static final float G6 = 0x1.a8ed6ap-13f;

    private FloatErf() {}

    /** Returns erf(x). */
    public static float erf(float x) {
        int bits = Float.floatToRawIntBits(x);
        int sign = bits & 0x80000000;
        int magnitude = bits & 0x7fffffff;
        // the integer minimum makes a NaN harmless here; it comes back through the polynomial
        float a = Float.intBitsToFloat(Math.min(magnitude, MAX_ARGUMENT_BITS));
        float a2 = a * a;
        float g = Math.fma(a2, Math.fma(a2, G6, Math.fma(a, G5, G4)), Math.fma(a, G3, G2));
        g = Math.fma(Math.fma(g, a, G1), a, G0);
        float v = Math.fma(-a, a, g);
        float t = Math.fma(v, LOG2_E, ROUNDER);
        float s = FloatExpm1.ofRemainder(FloatExpm1.remainder(v, t - ROUNDER));
        float scale = Float.intBitsToFloat(ONE_BITS + (Float.floatToRawIntBits(t) << 23));
        float large = 1f - Math.fma(s, scale, scale);
        float x2 = x * x;
        float x4 = x2 * x2;
        float p = Math.fma(x4, Math.fma(x2, P5, P4), Math.fma(x2, P3, P2));
        p = Math.fma(x4, p, Math.fma(x2, P1, P0));
        float small = Math.fma(x, p, x);
        float y = Float.intBitsToFloat(magnitude) >= POLYNOMIAL_BELOW ? large : small;
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
    }
}
