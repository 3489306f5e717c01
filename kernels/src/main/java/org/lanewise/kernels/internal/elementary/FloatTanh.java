package org.lanewise.kernels.internal.elementary;

import static org.lanewise.kernels.internal.elementary.FloatExpm1.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;

/**
 * The hyperbolic tangent.
 *
 * <p><b>Method.</b> Below 0.6, x + x<sup>3</sup> P(x<sup>2</sup>) with P of degree 4; from there on
 * 1 - 2 / (e<sup>2|x|</sup> + 1), with the sign of x. The exponential's own error shrinks in the second form, the more
 * so the greater x is. P: {@code fpminimax(tanh(x), [|3,5,7,9,11|], [|SG...|], [0.0001; 0.6], relative, x)}, error
 * 2<sup>-28.4</sup>. One formula for all x, expm1(2x) / (expm1(2x) + 2), needs no P, but its three roundings may add
 * up to 2.5 ulp.
 *
 * <p><b>Special values.</b> tanh(&plusmn;0) = &plusmn;0, tanh(&plusmn;Inf) = &plusmn;1, tanh(NaN) = NaN, tanh of a
 * subnormal is that subnormal. Odd, monotone, never beyond &plusmn;1.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatTanh {
    /** The greatest error over all floats; measured: 1.3352 at -0.6001016. */
    public static final double MAX_ULP = 1.34;

    /** Where the polynomial ends. */
    public static final float POLYNOMIAL_BELOW = 0.6f;

    /** The bits of 9.5f; from 9.011 on the result rounds to 1. */
    public static final int MAX_ARGUMENT_BITS = 0x41180000;

    public static final float C3 = -0x1.55553ep-2f;
    public static final float C5 = 0x1.1109bep-3f;
    public static final float C7 = -0x1.b89abap-5f;
    public static final float C9 = 0x1.54c3c2p-6f;
    public static final float C11 = -0x1.828776p-8f;

    private FloatTanh() {}

    /** Returns tanh(x). */
    public static float tanh(float x) {
        int bits = Float.floatToRawIntBits(x);
        int sign = bits & 0x80000000;
        int magnitude = bits & 0x7fffffff;
        // the integer minimum makes a NaN harmless here; it comes back through the polynomial
        float a = Float.intBitsToFloat(Math.min(magnitude, MAX_ARGUMENT_BITS));
        float twice = a + a;
        float t = Math.fma(twice, LOG2_E, ROUNDER);
        float p = 1f + FloatExpm1.ofRemainder(FloatExpm1.remainder(twice, t - ROUNDER));
        float e = Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
        float large = 1f - 2f / (e + 1f);
        float x2 = x * x;
        float q = Math.fma(x2, C11, C9);
        q = Math.fma(q, x2, C7);
        q = Math.fma(q, x2, C5);
        q = Math.fma(q, x2, C3);
        float small = Math.fma(x * x2, q, x);
        float y = Float.intBitsToFloat(magnitude) >= POLYNOMIAL_BELOW ? large : small;
        // the sign of a zero too, which the polynomial loses
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
    }
}
