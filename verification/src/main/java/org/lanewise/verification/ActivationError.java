package org.lanewise.verification;

import java.util.function.DoubleUnaryOperator;
import org.lanewise.mlp.Activation;

/**
 * How an activation and its gradient carry the errors of their arguments on, and what their own roundings add.
 *
 * <p>Forward, an argument known up to e gives a value known up to the larger of the distances to the values at x ± e,
 * where the activation is monotone, else up to its steepest slope times e; plus {@link #ULPS} of rounding. Backward, a
 * ReLU whose preactivation may have either sign has either slope; SiLU's and GELU's slopes change by at most their
 * greatest second derivative.
 */
final class ActivationError {
    /** The error of exp, sigmoid and tanh in ulp is at most this; a test compares it with the kernels' promise. */
    static final double ULPS = 4;

    /** Likewise of a term of binary cross-entropy. */
    static final double BINARY_ULPS = 5;

    /** The greatest slopes: SiLU 1.0998 at 2.3994, GELU 1.1290 at √2. */
    private static final double STEEPEST = 1.13;

    /** The greatest second derivatives, at 0: SiLU ½, GELU 2φ(0) = 0.7979. */
    private static final double MOST_BENT = 0.8;

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
            } else if (activation instanceof Activation.Identity) {
                y.set(i, value, error);
            } else if (activation instanceof Activation.Softplus) {
                elementary(LossValue::softplus, value, error, y, i);
            } else if (activation instanceof Activation.Elu elu) {
                elementary(v -> v > 0 ? v : elu.alpha() * Math.expm1(v), value, error, y, i);
            } else if (activation instanceof Activation.Silu) {
                // A relative error of sigmoid's, which may be subnormal, and a rounding.
                double exact = value * sigmoid(value);
                y.set(i, exact, STEEPEST * error + RELATIVE * (Math.abs(exact) + error) + 128 * ABSOLUTE);
            } else if (activation instanceof Activation.Gelu) {
                double exact = value * NormalDistribution.cumulative(value);
                y.set(i, exact, STEEPEST * error + RELATIVE * x.largest(i) + ABSOLUTE);
            } else if (activation instanceof Activation.Relu) {
                y.set(i, Math.max(value, 0), error);
            } else {
                leakyForward(slope(activation), x, i, y);
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
            if (activation instanceof Activation.Identity) {
                gradInput.set(i, gradient, gradOutput.errors()[i]);
            } else if (activation instanceof Activation.Softplus
                    || activation instanceof Activation.Silu
                    || activation instanceof Activation.Gelu) {
                smoothBackward(activation, x, gradOutput, i, gradInput);
            } else if (activation instanceof Activation.Elu elu) {
                eluBackward(elu.alpha(), x, y, gradOutput, i, gradInput);
            } else if (activation instanceof Activation.Sigmoid || activation instanceof Activation.Tanh) {
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
                leakyBackward(slope(activation), x, gradOutput, i, gradInput);
            }
        }
        return gradInput;
    }

    // Softplus has σ from its output; its slope's roundings are below those of SiLU's, which are some of σ's times |x|.
    private static void smoothBackward(
            Activation activation, Approximation x, Approximation gradOutput, int i, Approximation gradInput) {
        double value = x.values()[i];
        double sigmoid = sigmoid(value);
        double local;
        double change = MOST_BENT * x.errors()[i];
        double roundings = 4 * RELATIVE * (1 + Math.min(x.largest(i), 128));
        if (activation instanceof Activation.Softplus) {
            local = sigmoid;
        } else if (activation instanceof Activation.Silu) {
            local = sigmoid * (1 + value * sigmoid(-value));
        } else {
            local = NormalDistribution.cumulative(value) + value * NormalDistribution.density(value);
        }
        double error = gradOutput.errors()[i] * Math.abs(local)
                + gradOutput.largest(i) * (change + roundings)
                + 4 * ErrorBound.UNDERFLOW;
        gradInput.set(i, gradOutput.values()[i] * local, error);
    }

    // y + alpha from a y known up to its error; with either sign possible, either formula.
    private static void eluBackward(
            double alpha, Approximation x, Approximation y, Approximation gradOutput, int i, Approximation gradInput) {
        double value = x.values()[i];
        double largest = gradOutput.largest(i);
        double local = value > 0 ? 1 : alpha * Math.exp(value);
        double change = value > 0 ? 0 : y.errors()[i] + ErrorBound.gamma(2) * (local + y.errors()[i]);
        double other =
                Math.abs(value) <= x.errors()[i] ? Math.abs(1 - alpha) + alpha * 2 * x.errors()[i] + y.errors()[i] : 0;
        double error = gradOutput.errors()[i] * (local + change + other)
                + largest * (change + other + ErrorBound.gamma(2) * local)
                + 2 * ErrorBound.UNDERFLOW;
        gradInput.set(i, gradOutput.values()[i] * local, error);
    }

    /** y from x with any slope, as PReLU has. */
    static void leakyForward(double slope, Approximation x, int i, Approximation y) {
        double value = x.values()[i];
        double steepest = Math.max(1, Math.abs(slope));
        double rounding = ErrorBound.U * x.largest(i) * Math.abs(slope) + ErrorBound.UNDERFLOW;
        y.set(i, value > 0 ? value : slope * value, x.errors()[i] * steepest + rounding);
    }

    /** ∂L/∂x from x and ∂L/∂y with any slope. */
    static void leakyBackward(double slope, Approximation x, Approximation gradOutput, int i, Approximation gradInput) {
        double local = x.values()[i] > 0 ? 1 : slope;
        double largest = gradOutput.largest(i);
        double other = Math.abs(x.values()[i]) <= x.errors()[i] ? largest * Math.abs(1 - slope) : 0;
        double error = gradOutput.errors()[i] * Math.max(Math.abs(local), Math.abs(slope))
                + other
                + ErrorBound.U * largest * Math.abs(slope)
                + ErrorBound.UNDERFLOW;
        gradInput.set(i, gradOutput.values()[i] * local, error);
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
