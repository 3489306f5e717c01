package org.lanewise.kernels.internal.elementary;

/**
 * The natural logarithm, and its building block, which log1p shares.
 *
 * <p><b>Method.</b> x = 2<sup>n</sup> (1 + f) with 1 + f in [&radic;&frac12;, &radic;2), then
 * log x = n ln 2 + f - f<sup>2</sup>/2 + f<sup>3</sup> P(f) with P of degree 7. The sum n ln 2 + f is kept in two
 * floats; it is exact for n = &plusmn;1, where it cancels most. P: {@code fpminimax(log(1+x), [|3,...,10|], [|SG...|],
 * [sqrt(0.5)-1.0005; sqrt(2)-0.9995], relative, x-x^2/2)}, error 2<sup>-27</sup>.
 *
 * <p><b>Special values.</b> log(1) = +0, log(&plusmn;0) = -Inf, log(x &lt; 0) = NaN, log(Inf) = Inf, log(NaN) = NaN;
 * subnormal arguments are scaled up first. Monotone.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatLog {
    /** The greatest error over all floats; measured: 0.9030 at 1.3986102. */
    public static final double MAX_ULP = 0.91;

    /** The bits of the square root of 1/2, rounded down: an integer difference to it holds n above bit 23. */
    public static final int SQRT_HALF_BITS = 0x3f3504f3;

    /** 20 significant bits: its product with n = +-1 adds to f without error. */
    public static final float LN2_HIGH = 0x1.62e430p-1f;

    public static final float LN2_LOW = -0x1.05c610p-29f;

    /** Makes a subnormal normal; {@link #SUBNORMAL_EXPONENT} takes it back. */
    public static final float SUBNORMAL_SCALE = 0x1p25f;

    public static final float SUBNORMAL_EXPONENT = -25f;

    public static final float C3 = 0x1.555542p-2f;
    public static final float C4 = -0x1.000224p-2f;
    public static final float C5 = 0x1.99a7dp-3f;
    public static final float C6 = -0x1.547812p-3f;
    public static final float C7 = 0x1.2256cep-3f;
    public static final float C8 = -0x1.0cdeb4p-3f;
    public static final float C9 = 0x1.081e4ep-3f;
    public static final float C10 = -0x1.42237ap-4f;

    private FloatLog() {}

    /** Returns log(x). */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * SUBNORMAL_SCALE : x);
        int k = (bits - SQRT_HALF_BITS) >> 23;
        float n = (float) k + (subnormal ? SUBNORMAL_EXPONENT : 0f);
        float y = ofReduced(Float.intBitsToFloat(bits - (k << 23)) - 1f, n);
        y = x >= 0f ? y : Float.NaN;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x == Float.POSITIVE_INFINITY ? x : y;
    }

    /** Returns n ln 2 + log(1 + f) for 1 + f in [&radic;&frac12;, &radic;2). */
    static float ofReduced(float f, float n) {
        float f2 = f * f;
        float f4 = f2 * f2;
        float p = Math.fma(f2, Math.fma(f, C10, C9), Math.fma(f, C8, C7));
        float q = Math.fma(f2, Math.fma(f, C6, C5), Math.fma(f, C4, C3));
        float h = Math.fma(f, Math.fma(f4, p, q), -0.5f);
        float high = Math.fma(n, LN2_HIGH, f);
        // what the rounding of high lost
        float low = f - Math.fma(n, -LN2_HIGH, high);
        return high + Math.fma(f2, h, Math.fma(n, LN2_LOW, low));
    }
}
