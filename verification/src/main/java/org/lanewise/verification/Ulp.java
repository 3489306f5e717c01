package org.lanewise.verification;

/** Distances in units in the last place (ulp) of float. */
public final class Ulp {
    /** Bits of a float's significand, the leading one included. */
    private static final int PRECISION = 24;

    private Ulp() {}

    /**
     * The error of a float result in ulps of the exact value: for one in [2ᵉ, 2ᵉ⁺¹), the spacing of the floats there, even
     * where the nearest float is 2ᵉ⁺¹ (Goldberg's definition, extended to reals; Muller: On the definition of ulp(x),
     * INRIA RR-5504, 2005). Below the normal range an ulp is 2⁻¹⁴⁹. Both NaN, or the same infinity: 0. One NaN, or an
     * infinity against a number that does not round to it: infinite.
     *
     * @param actual the result
     * @param exact the exact value, or one in double that is much closer to it than a float can be
     * @return the error, at least 0
     */
    public static double error(float actual, double exact) {
        float nearest = (float) exact;
        if (Float.isNaN(actual) || Float.isNaN(nearest)) {
            return Float.isNaN(actual) && Float.isNaN(nearest) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(actual) || Float.isInfinite(nearest)) {
            return actual == nearest ? 0 : Double.POSITIVE_INFINITY;
        }
        int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
        return Math.abs(actual - exact) * Math.scalb(1.0, PRECISION - 1 - exponent);
    }
}
