package org.lanewise.verification;

import org.lanewise.mlp.Loss;

/** How far a loss in float, and its gradient, may be from the exact ones: of outputs known up to some error. */
final class LossError {
    private final Loss loss;
    private final int batch;
    private final int width;
    private final float[] targets;
    private final Approximation gradient;
    private double error;

    /** For a batch of outputs {@code [batch, width]} with targets likewise. */
    LossError(Loss loss, int batch, int width, float[] targets) {
        this.loss = loss;
        this.batch = batch;
        this.width = width;
        this.targets = targets;
        this.gradient = new Approximation(batch * width);
    }

    /** How far the loss may be off, once {@link #gradient} was called. */
    double error() {
        return error;
    }

    /** The gradient by the outputs. */
    Approximation gradient(Approximation outputs) {
        for (int s = 0; s < batch; s++) {
            if (loss instanceof Loss.SoftmaxCrossEntropy entropy) {
                softmax(outputs, s * width, LossValue.adjusted(entropy, targets, s * width, width));
            } else {
                for (int i = s * width; i < (s + 1) * width; i++) {
                    if (loss instanceof Loss.BinaryCrossEntropy) {
                        binary(outputs.values()[i], outputs.errors()[i], i);
                    } else {
                        difference(outputs.values()[i] - targets[i], outputs.errors()[i], i);
                    }
                }
            }
        }
        return gradient;
    }

    // Of the losses of a difference r, which is rounded.
    private void difference(double r, double outputError, int i) {
        double size = Math.abs(r);
        double e = outputError + ErrorBound.U * (size + outputError);
        if (loss instanceof Loss.Huber huber) {
            double delta = huber.delta();
            double value = size <= delta ? r * r / 2 : delta * (size - delta / 2);
            add(value, e * Math.min(delta, size + e), batch);
            scale(i, Math.signum(r) * Math.min(size, delta), outputError, batch);
        } else if (loss instanceof Loss.AbsoluteError) {
            add(size, e, batch);
            // Where float may see the other sign, it may have the other slope.
            scale(i, Math.signum(r), size <= e ? 2 : 0, batch);
        } else {
            double count = loss instanceof Loss.MeanOfSquares ? (double) batch * width : batch;
            add(r * r, e * (2 * size + e), count);
            scale(i, 2 * r, 2 * outputError, count);
        }
    }

    private void binary(double x, double e, int i) {
        double target = targets[i];
        double value = target * LossValue.softplus(-x) + (1 - target) * LossValue.softplus(x);
        // Each term has a slope of at most 1; its own roundings are some ulp, each at most 2u.
        add(value, e + ActivationError.BINARY_ULPS * 2 * ErrorBound.U * (value + e) + Float.MIN_VALUE, batch);
        double sigmoid = 1 / (1 + Math.exp(-x));
        double spread = ActivationError.relativeErrorOfExp(0) * sigmoid + ActivationError.underflowOfExp();
        scale(i, sigmoid - target, e / 4 + spread, batch);
    }

    // A softmax is a quotient of exponentials of x − max. The argument of each is off by the error of its logit and one
    // rounding (an error of max cancels in the quotient); the quotient by the relative errors of numerator and
    // denominator, those of a sum of positive numbers, and two roundings.
    private void softmax(Approximation logits, int first, double[] adjusted) {
        double max = Double.NEGATIVE_INFINITY;
        double e = 0;
        for (int j = first; j < first + width; j++) {
            max = Math.max(max, logits.values()[j]);
            e = Math.max(e, logits.errors()[j]);
        }
        double sum = 0;
        double relative = 0;
        double total = 0;
        for (int j = 0; j < width; j++) {
            double argument = logits.values()[first + j] - max;
            sum += Math.exp(argument);
            // Exponentials that count little may be off by much: they enter the sum by their share.
            relative += Math.exp(argument) * relativeError(argument, e);
            total += adjusted[j];
        }
        relative = relative / sum + ErrorBound.gamma(width);
        double logError = (relative < 1 ? -Math.log1p(-relative) : Double.POSITIVE_INFINITY) + 2 * e;
        for (int j = 0; j < width; j++) {
            double argument = logits.values()[first + j] - max;
            double term = adjusted[j] * (Math.log(sum) - argument);
            // The target itself has three roundings.
            add(
                    term,
                    adjusted[j] == 0 ? 0 : adjusted[j] * logError * (1 + 4 * ErrorBound.U) + 4 * ErrorBound.U * term,
                    batch);
            double probability = Math.exp(argument) / sum;
            double quotient = (1 + relativeError(argument, e)) * (1 + ErrorBound.gamma(2)) / (1 - relative) - 1;
            // Without a bound of the denominator it still is a probability.
            double probabilityError =
                    relative < 1 ? probability * quotient + 2 * width * ActivationError.underflowOfExp() : 1;
            // So has the total, and one more.
            double productError =
                    total * probabilityError + 5 * ErrorBound.U * total * (probability + probabilityError);
            scale(first + j, total * probability - adjusted[j], productError + 4 * ErrorBound.U * adjusted[j], batch);
        }
    }

    private static double relativeError(double argument, double error) {
        return ActivationError.relativeErrorOfExp(error + ErrorBound.U * (Math.abs(argument) + 2 * error));
    }

    // The sum over the samples is in double; times 1/count, a float.
    private void add(double exact, double termError, double count) {
        error += (termError + 2 * ErrorBound.U * (Math.abs(exact) + termError)) / count;
    }

    // A difference, rounded, times 1/count, rounded: three roundings.
    private void scale(int i, double difference, double differenceError, double count) {
        gradient.set(
                i,
                difference / count,
                (differenceError + ErrorBound.gamma(3) * (Math.abs(difference) + differenceError)) / count
                        + 2 * ErrorBound.UNDERFLOW);
    }
}
