package org.lanewise.kernels.internal.elementary;

import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;

/**
 * The logistic function 1 / (1 + e<sup>-x</sup>).
 *
 * <p><b>Method.</b> Up to {@value #MIDDLE} in size, x = n ln 2 + r and p = 1 - e<sup>-r</sup>, of degree 6, give
 * 1 + e<sup>-x</sup> = (1 + 2<sup>-n</sup>) - 2<sup>-n</sup> p: the first sum is exact, so the denominator rounds once.
 * The quotient is formed as C / (C (1 + e<sup>-x</sup>)) with C = 1.25. With 1 instead of C a denominator just above a
 * power of two, where rounding weighs most, meets a quotient just below one, where an ulp is smallest: 1.75 ulp. C keeps
 * the two apart, and has few enough bits for C (1 + 2<sup>-n</sup>) to stay exact; of such numbers (1.5, 1.4375, 1.375,
 * 1.3125) it has the least error. A Newton step reaches 1.07 ulp, but its chain behind the division costs as much time
 * as half the function.
 *
 * <p>Beyond, with E = e<sup>-|x|</sup> below 10<sup>-6</sup>, the value is E - E<sup>2</sup> at -|x| and 1 - E at |x|.
 *
 * <p>p: Remez with the error relative to e<sup>-r</sup>, 2<sup>-28.2</sup>.
 *
 * <p><b>Special values.</b> sigmoid(&plusmn;0) = 0.5, sigmoid(-Inf) = 0, sigmoid(Inf) = 1, sigmoid(NaN) = NaN; results
 * between 0 and {@link Float#MIN_NORMAL} are subnormals. Monotone, within [0, 1].
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatSigmoid {
    /** The greatest error over all floats; measured: 1.4609 at -1.1100621. */
    public static final double MAX_ULP = 1.47;

    /** The size up to which |n| stays below 21, so that {@code NUMERATOR * (1 + 2^-n)} is a float. */
    public static final float MIDDLE = 14f;

    public static final float NUMERATOR = 1.25f;

    /** The bits of -NUMERATOR; n subtracted from the exponent makes it {@code -NUMERATOR * 2^-n}. */
    public static final int MINUS_NUMERATOR_BITS = 0xbfa00000;

    public static final float C2 = -0x1.fffffcp-2f;
    public static final float C3 = 0x1.555492p-3f;
    public static final float C4 = -0x1.5558bap-5f;
    public static final float C5 = 0x1.1239b4p-7f;
    public static final float C6 = -0x1.6a432ap-10f;

    private FloatSigmoid() {}

    /** Returns 1 / (1 + e<sup>-x</sup>). */
    public static float sigmoid(float x) {
        return Math.abs(x) > MIDDLE ? outer(x) : middle(x);
    }

    private static float middle(float x) {
        float t = Math.fma(x, LOG2_E, ROUNDER);
        float r = FloatExpm1.remainder(x, t - ROUNDER);
        float r2 = r * r;
        float q = Math.fma(r2, Math.fma(r2, C6, Math.fma(r, C5, C4)), Math.fma(r, C3, C2));
        float p = Math.fma(r2, q, r);
        float minusScale = Float.intBitsToFloat(MINUS_NUMERATOR_BITS - (Float.floatToRawIntBits(t) << 23));
        return NUMERATOR / Math.fma(p, minusScale, NUMERATOR - minusScale);
    }

    private static float outer(float x) {
        float e = FloatExp.exp(-Math.abs(x));
        return x > 0f ? 1f - e : Math.fma(-e, e, e);
    }
}
