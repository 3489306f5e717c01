package org.lanewise.verification;

/**
 * A central difference: the points at which a function is evaluated for a derivative, and their weights (Fornberg:
 * Generation of Finite Difference Formulas on Arbitrarily Spaced Grids, Math. Comp. 51, 1988, table 1).
 *
 * <p>A difference of order p has a truncation error of order hᵖ and a rounding error of order ε/h; the step
 * h = ε^(1/(p + 1))·max(1, |x|) balances the two (Press, Teukolsky, Vetterling, Flannery: Numerical Recipes, third
 * edition, section 5.7).
 */
public enum Stencil {
    /** {@code (f(x + h) − f(x − h)) / 2h}, order 2: the narrowest, for functions with kinks. */
    THREE_POINT(2, 1.0 / 2),
    /** The points x ± h, x ± 2h, order 4: about a hundred times as accurate, for smooth functions. */
    FIVE_POINT(4, 2.0 / 3, -1.0 / 12);

    private final int order;
    private final double[] weights;

    Stencil(int order, double... weights) {
        this.order = order;
        this.weights = weights;
    }

    /**
     * How far the points reach on either side of x, in steps.
     *
     * @return the number of steps
     */
    public int reach() {
        return weights.length;
    }

    /**
     * The step, rounded to a power of two so that x ± h loses as few bits as possible.
     *
     * @param epsilon the relative spacing of the numbers that the function computes with
     * @param x where the derivative is wanted
     * @return h
     */
    public double step(double epsilon, double x) {
        double step = Math.pow(epsilon, 1.0 / (order + 1)) * Math.max(1, Math.abs(x));
        return Math.scalb(1.0, Math.getExponent(step));
    }

    /** The power of the step that the truncation error grows with. */
    int order() {
        return order;
    }

    /**
     * The weight of f(x + i·h); that of f(x − i·h) is its negative.
     *
     * @param i which point, from 1 to {@link #reach}
     * @return the weight
     */
    double weight(int i) {
        return weights[i - 1];
    }
}
