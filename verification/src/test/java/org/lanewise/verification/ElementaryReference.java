package org.lanewise.verification;

/**
 * The elementary functions in double, for float arguments: the reference that the float functions are measured
 * against. Errors stay below a few double ulp, that is below 10<sup>-8</sup> of a float ulp.
 *
 * <p>Three quarters of all floats are tiny; there the first terms of the series are exact enough and much faster than
 * {@link StrictMath}, which is what makes a sweep over all 2<sup>32</sup> floats a matter of minutes.
 */
final class ElementaryReference {
    private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

    private ElementaryReference() {}

    static double exp(double x) {
        return Math.abs(x) < 0x1p-28 ? 1 + x : StrictMath.exp(x);
    }

    static double expm1(double x) {
        return Math.abs(x) < 0x1p-27 ? x + x * x / 2 : StrictMath.expm1(x);
    }

    static double log(double x) {
        return StrictMath.log(x);
    }

    static double log1p(double x) {
        return Math.abs(x) < 0x1p-27 ? x - x * x / 2 : StrictMath.log1p(x);
    }

    static double tanh(double x) {
        return Math.abs(x) < 0x1p-14 ? x - x * x * x / 3 : StrictMath.tanh(x);
    }

    /** e<sup>x</sup> / (1 + e<sup>x</sup>) for negative x, so that a tiny result keeps its relative accuracy. */
    static double sigmoid(double x) {
        if (Math.abs(x) < 0x1p-18) {
            return 0.5 + x / 4;
        }
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /**
     * 2/&radic;&pi; e<sup>-x&sup2;</sup> &Sigma; 2<sup>n</sup> x<sup>2n+1</sup> / (2n+1)!!: all terms have one sign, so
     * nothing cancels (Abramowitz and Stegun, 7.1.6).
     */
    static double erf(double x) {
        if (Math.abs(x) >= 6) {
            return Math.signum(x); // 1 - erf(6) = 2.2e-17, below half a double ulp
        }
        if (Math.abs(x) < 0x1p-13) {
            return TWO_OVER_SQRT_PI * (x - x * x * x / 3);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-56; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) * sum;
    }
}
