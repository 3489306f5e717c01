package org.lanewise.verification;

import java.util.function.DoubleUnaryOperator;
import org.lanewise.mlp.Activation;

/**
 * How an activation and its gradient carry the errors of their arguments on, and what their own roundings add.
 *
 * <p>Forward, an argument known up to e gives a value known up to the larger of the distances to the values at x ± e
 * (all activations are monotone), plus {@link #ULPS} of rounding. Backward, a ReLU whose preactivation may have either
 * sign has either slope.
 */
final class ActivationError {
    /** The error of exp, sigmoid and tanh in ulp is at most this; a test compares it with the kernels' promise. */
    static final double ULPS = 4;

    // An ulp is at most 2u of the number; below the normal range it is 2⁻¹⁴⁹.
    private static final double RELATIVE = 2 * ErrorBound.U * ULPS;
    private static final double ABSOLUTE = Float.MIN_VALUE * ULPS;

    private ActivationError() {}

    /** y from x. */
    static Approximation forward(Activation activation, Approximation x) {
        Approximation y = new Approximation(x.length());
        for (int i = 0; i < x.length(); i++) {
            double value = x.values()[i];
            double error = x.errors()[i];
            if (activation instanceof Activation.Sigmoid) {
                elementary(ActivationError::sigmoid, value, error, y, i);
            } else if (activation instanceof Activation.Tanh) {
                elementary(Math::tanh, value, error, y, i);
            } else if (activation instanceof Activation.Relu) {
                y.set(i, Math.max(value, 0), error);
            } else {
                double slope = slope(activation);
                double product = value > 0 ? value : slope * value;
                y.set(
                        i,
                        product,
                        error * Math.max(1, slope) + ErrorBound.U * x.largest(i) * slope + ErrorBound.UNDERFLOW);
            }
        }
        return y;
    }

    /** ∂L/∂x from x, y and ∂L/∂y. */
    static Approximation backward(Activation activation, Approximation x, Approximation y, Approximation gradOutput) {
        Approximation gradInput = new Approximation(x.length());
        for (int i = 0; i < x.length(); i++) {
            double gradient = gradOutput.values()[i];
            double largest = gradOutput.largest(i);
            if (activation instanceof Activation.Sigmoid || activation instanceof Activation.Tanh) {
                double value = y.values()[i];
                double e = y.errors()[i];
                boolean sigmoid = activation instanceof Activation.Sigmoid;
                double local = sigmoid ? value * (1 - value) : (1 - value) * (1 + value);
                double localError = sigmoid ? e * (Math.abs(1 - 2 * value) + e) : e * (2 * Math.abs(value) + e);
                double error = gradOutput.errors()[i] * local
                        + largest * localError
                        + ErrorBound.gamma(3) * largest * (local + localError)
                        + 2 * ErrorBound.UNDERFLOW;
                gradInput.set(i, gradient * local, error);
            } else {
                double slope = slope(activation);
                double local = x.values()[i] > 0 ? 1 : slope;
                double other = Math.abs(x.values()[i]) <= x.errors()[i] ? largest * Math.abs(1 - slope) : 0;
                double error = gradOutput.errors()[i] * Math.max(local, slope)
                        + other
                        + ErrorBound.U * largest * slope
                        + ErrorBound.UNDERFLOW;
                gradInput.set(i, gradient * local, error);
            }
        }
        return gradInput;
    }

    /** The error of exp of an argument known up to e, relative to its exact value. */
    static double relativeErrorOfExp(double e) {
        return Math.expm1(e) + Math.exp(e) * RELATIVE;
    }

    /** What exp may be off by, absolutely, where its result is subnormal. */
    static double underflowOfExp() {
        return ABSOLUTE;
    }

    private static void elementary(DoubleUnaryOperator function, double x, double e, Approximation y, int i) {
        double value = function.applyAsDouble(x);
        double spread = Math.max(function.applyAsDouble(x + e) - value, value - function.applyAsDouble(x - e));
        y.set(i, value, spread + RELATIVE * (Math.abs(value) + spread) + ABSOLUTE);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double slope(Activation activation) {
        if (activation instanceof Activation.Relu) {
            return 0;
        } else if (activation instanceof Activation.LeakyRelu leaky) {
            return leaky.slope();
        }
        throw new IllegalArgumentException("activation: " + activation + " (expected: one whose error is known)");
    }
}
