package org.lanewise.verification;

/**
 * Bounds of rounding errors in float, evaluated in double. u = 2⁻²⁴ is the unit roundoff of float.
 *
 * <p>Source: Higham: Accuracy and Stability of Numerical Algorithms, second edition, SIAM 2002. The bounds hold
 * barring over- and underflow; {@link #UNDERFLOW} is what one operation whose result is subnormal adds.
 */
public final class ErrorBound {
    /** The unit roundoff of float: the largest relative error of one rounding (Higham, section 2.2). */
    public static final double U = 0x1p-24;

    /** The largest absolute error of one rounding whose result is subnormal (Higham, equation 2.8). */
    public static final double UNDERFLOW = 0x1p-150;

    private ErrorBound() {}

    /**
     * {@code γₙ = n·u / (1 − n·u)}: the relative error of n roundings in a row (Higham, lemma 3.1).
     *
     * @param n how many, at least 0 and below 2²⁴
     * @return the bound
     * @throws IllegalArgumentException if n is out of range
     */
    public static double gamma(long n) {
        return gamma(n, U);
    }

    /**
     * {@code γₙ} for any unit roundoff.
     *
     * @param n how many roundings, at least 0
     * @param unitRoundoff u, above 0 and below 1, with {@code n·u < 1}
     * @return the bound
     * @throws IllegalArgumentException if n is negative, u is out of range, or {@code n·u >= 1}
     */
    public static double gamma(long n, double unitRoundoff) {
        if (!(unitRoundoff > 0 && unitRoundoff < 1)) {
            throw new IllegalArgumentException("unitRoundoff: " + unitRoundoff + " (expected: 0 < unitRoundoff < 1)");
        }
        if (n < 0 || n * unitRoundoff >= 1) {
            throw new IllegalArgumentException(
                    "n: " + n + " (expected: 0 <= n < " + (long) Math.min(1 / unitRoundoff, Long.MAX_VALUE) + ")");
        }
        return n * unitRoundoff / (1 - n * unitRoundoff);
    }

    /**
     * The bound of {@code |ĉ − c|} for {@code c = alpha·Σₚ aₚ·bₚ + beta·c₀} as one chain of fused multiply-adds:
     * {@code γₖ·Σ|aₚ||bₚ|} if alpha is ±1 and beta 0 or ±1, as then the products with alpha and beta are exact (Higham,
     * section 3.1); else each term has one rounding more. Barring underflow.
     *
     * @param k length of the sum, at least 0
     * @param alpha factor of the sum
     * @param absoluteProduct {@code Σₚ |aₚ|·|bₚ|}
     * @param beta factor of c₀
     * @param absoluteStart {@code |c₀|}, any value if beta is 0
     * @return the bound
     * @throws IllegalArgumentException if k is negative, or too large for {@link #gamma(long)}
     */
    public static double product(int k, double alpha, double absoluteProduct, double beta, double absoluteStart) {
        requireNotNegative("k", k);
        boolean exact = Math.abs(alpha) == 1 && (beta == 0 || Math.abs(beta) == 1);
        double start = beta == 0 ? 0 : Math.abs(beta) * absoluteStart;
        return gamma(exact ? k : k + 1L) * (Math.abs(alpha) * absoluteProduct + start);
    }

    /**
     * The bound of the error of a sum of n numbers, each of which passes through at most n − 1 additions in any order:
     * {@code γₙ₋₁·Σ|xᵢ|} (Higham, equation 4.4).
     *
     * @param n how many, at least 0
     * @param absoluteSum {@code Σ|xᵢ|}
     * @return the bound
     * @throws IllegalArgumentException if n is negative, or too large for {@link #gamma(long)}
     */
    public static double sum(int n, double absoluteSum) {
        requireNotNegative("n", n);
        return gamma(Math.max(n - 1, 0)) * absoluteSum;
    }

    private static void requireNotNegative(String name, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: >= 0)");
        }
    }
}
