package org.lanewise.verification;

import java.util.function.DoubleUnaryOperator;

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
    // The weight of f(x + i·h) is weights[i − 1], that of f(x − i·h) its negative.
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

    /**
     * The derivative at x.
     *
     * @param function a function of one variable
     * @param x where
     * @param step h
     * @return the derivative and its uncertainty
     */
    Derivative derivative(DoubleUnaryOperator function, double x, double step) {
        double sum = 0;
        double absoluteSum = 0;
        for (int i = 1; i <= weights.length; i++) {
            double above = function.applyAsDouble(x + i * step);
            double below = function.applyAsDouble(x - i * step);
            sum += weights[i - 1] * (above - below);
            absoluteSum += Math.abs(weights[i - 1]) * (Math.abs(above) + Math.abs(below));
        }
        return new Derivative(sum / step, absoluteSum / step);
    }

    /**
     * A derivative by differences.
     *
     * @param value the derivative
     * @param magnitude what a relative error r of each value of the function can change it by, divided by r
     */
    record Derivative(double value, double magnitude) {}
}
