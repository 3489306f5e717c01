package org.lanewise.verification;

/** The standard normal distribution in double. */
final class NormalDistribution {
    private NormalDistribution() {}

    /** φ. */
    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * Φ = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), whose terms have one sign, so that they do not cancel (Marsaglia: Evaluating
     * the Normal Distribution, Journal of Statistical Software 11, 2004). The absolute error is some 10⁻¹⁶.
     */
    static double cumulative(double x) {
        if (Math.abs(x) > 9) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > Math.abs(sum) * 0x1p-56; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }
}
