package org.lanewise.mlp;

import java.util.List;

/** The textbook's formulas in double, one sample and one neuron at a time: the oracle of this module's tests. */
final class NaiveMlp {
    private final List<Layer> layers;
    /** The largest magnitude of any input or output of an activation, of any output, and 1. */
    double largest = 1;
    /** The smallest magnitude that an input of ReLU or Leaky ReLU had: how far the nearest kink is. */
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
        kinkDistance = Math.min(kinkDistance, Math.abs(x));
        kinkSides = 31 * kinkSides + (x > 0 ? 1 : 2);
        if (activation instanceof Activation.LeakyRelu leaky) {
            return x > 0 ? x : leaky.slope() * x;
        }
        return Math.max(x, 0);
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

    static double sampleLoss(Loss loss, double[] output, int label) {
        double sum = 0;
        if (loss == Loss.SUM_OF_SQUARES) {
            for (int j = 0; j < output.length; j++) {
                double target = j == label ? 1 : 0;
                sum += (target - output[j]) * (target - output[j]);
            }
            return sum;
        }
        for (double o : output) {
            sum += Math.exp(o - output[label]);
        }
        return Math.log(sum);
    }

    static double[] widen(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }
}
