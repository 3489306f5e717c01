package org.lanewise.mlp;

import java.util.List;

/** The textbook's formulas in double, one sample and one neuron at a time: the oracle of this module's tests. */
final class NaiveMlp {
    private final List<Layer> layers;
    /** The largest magnitude of any input or output of an activation, of any output, and 1. */
    double largest = 1;
    /** The smallest magnitude that an input of a function with a kink had: how far the nearest kink is. */
    double kinkDistance = Double.POSITIVE_INFINITY;
    /** A hash of the sides of their kinks that those inputs were on. */
    int kinkSides;

    NaiveMlp(Mlp model) {
        this.layers = model.layers();
    }

    double[] output(double[] parameters, double[] input) {
        double[] x = input;
        int p = 0;
        for (Layer layer : layers) {
            if (layer instanceof Dense dense) {
                double[] y = new double[dense.fanOut()];
                for (int o = 0; o < y.length; o++) {
                    y[o] = parameters[p + dense.fanIn() * dense.fanOut() + o];
                    for (int i = 0; i < dense.fanIn(); i++) {
                        y[o] += x[i] * parameters[p + i * dense.fanOut() + o];
                    }
                }
                x = y;
                p += (dense.fanIn() + 1) * dense.fanOut();
            } else if (layer instanceof Prelu prelu) {
                double[] y = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    kink(x[i], x[i] > 0);
                    y[i] = x[i] > 0 ? x[i] : parameters[p + (prelu.slopes() == 1 ? 0 : i)] * x[i];
                }
                x = y;
                p += prelu.slopes();
            } else if (layer instanceof Maxout maxout) {
                x = maxout(maxout, x);
            } else {
                double[] y = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    y[i] = activate(layer, x[i]);
                }
                x = y;
            }
            for (double value : x) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return x;
    }

    private double activate(Layer activation, double x) {
        if (activation instanceof Activation.Sigmoid) {
            return 1 / (1 + Math.exp(-x));
        }
        if (activation instanceof Activation.Tanh) {
            return Math.tanh(x);
        }
        if (activation instanceof Activation.Identity) {
            return x;
        }
        if (activation instanceof Activation.Softplus) {
            return Math.log1p(Math.exp(x));
        }
        if (activation instanceof Activation.Silu) {
            return x / (1 + Math.exp(-x));
        }
        if (activation instanceof Activation.Gelu) {
            return x * normal(x);
        }
        kink(x, x > 0);
        if (activation instanceof Activation.Elu elu) {
            return x > 0 ? x : elu.alpha() * Math.expm1(x);
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            return x > 0 ? x : leaky.slope() * x;
        }
        return Math.max(x, 0);
    }

    /** The normal distribution's Φ, by its density's series (Marsaglia: Evaluating the Normal Distribution, 2004). */
    private static double normal(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private double[] maxout(Maxout maxout, double[] x) {
        double[] y = new double[maxout.units()];
        for (int u = 0; u < y.length; u++) {
            int winner = 0;
            for (int p = 1; p < maxout.pieces(); p++) {
                winner = x[p * y.length + u] > x[winner * y.length + u] ? p : winner;
            }
            y[u] = x[winner * y.length + u];
            for (int p = 0; p < maxout.pieces(); p++) {
                if (p != winner) {
                    kink(y[u] - x[p * y.length + u], winner > p);
                }
            }
        }
        return y;
    }

    private void kink(double distance, boolean side) {
        kinkDistance = Math.min(kinkDistance, Math.abs(distance));
        kinkSides = 31 * kinkSides + (side ? 1 : 2);
    }

    /** Mean loss of a batch, {@code [batch, inputWidth]}. */
    double loss(Loss loss, double[] parameters, double[][] inputs, int[] labels) {
        double sum = 0;
        kinkSides = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += sampleLoss(loss, output(parameters, inputs[i]), labels[i]);
        }
        return sum / inputs.length;
    }

    double sampleLoss(Loss loss, double[] output, int label) {
        if (loss instanceof Loss.SoftmaxCrossEntropy entropy) {
            return crossEntropy(entropy, output, label);
        }
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            double target = j == label ? 1 : 0;
            double r = output[j] - target;
            if (loss instanceof Loss.SumOfSquares) {
                sum += r * r;
            } else if (loss instanceof Loss.MeanOfSquares) {
                sum += r * r / output.length;
            } else if (loss instanceof Loss.Huber huber) {
                double delta = huber.delta();
                kink(Math.abs(r) - delta, Math.abs(r) > delta);
                sum += Math.abs(r) <= delta ? r * r / 2 : delta * Math.abs(r) - delta * delta / 2;
            } else if (loss instanceof Loss.AbsoluteError) {
                kink(r, r > 0);
                sum += Math.abs(r);
            } else {
                // −t ln σ(o) − (1 − t) ln σ(−o), σ(o) = 1 / (1 + e⁻ᵒ)
                sum += target * Math.log1p(Math.exp(-output[j])) + (1 - target) * Math.log1p(Math.exp(output[j]));
            }
        }
        return sum;
    }

    private static double crossEntropy(Loss.SoftmaxCrossEntropy loss, double[] output, int label) {
        double total = 0;
        for (double o : output) {
            total += Math.exp(o);
        }
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            double weight = loss.classWeights().length == 0 ? 1 : loss.classWeights()[j];
            double target = (1 - loss.labelSmoothing()) * (j == label ? 1 : 0) + loss.labelSmoothing() / output.length;
            sum -= weight * target * (output[j] - Math.log(total));
        }
        return sum;
    }

    static double[] widen(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }
}
