package org.lanewise.verification;

import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

/**
 * How far backpropagation in float may be from the exact gradient by rounding alone: a running error analysis (Higham:
 * Accuracy and Stability of Numerical Algorithms, section 3.3) of the forward and the backward pass, in double.
 *
 * <p>Beside every number of the two passes stands a bound of its absolute error. A sum of n products of numbers known
 * up to e and f is known up to {@code Σ (e|y| + |x|f + ef)}, and its own roundings add γₙ₊₁ of the sum of the
 * magnitudes, in whatever order it is added and with or without fma. The bound of {@link #of} is rigorous up to overflow: a
 * gradient outside it is wrong. Where float may see the other sign of a ReLU's preactivation, the bound covers both slopes.
 */
public final class MlpErrorBound {
    private final MlpLoss loss;
    private final boolean likely;
    private final Mlp model;
    private final int batch;
    private final Approximation gradients;
    private double lossError;

    private MlpErrorBound(MlpLoss loss, boolean likely) {
        this.loss = loss;
        this.likely = likely;
        this.model = loss.model();
        this.batch = loss.batch();
        this.gradients = new Approximation(model.parameters().length);
        run();
    }

    /**
     * Analyses both passes.
     *
     * @param loss the model, its data and its loss
     * @return the bounds
     */
    public static MlpErrorBound of(MlpLoss loss) {
        return new MlpErrorBound(loss, false);
    }

    /**
     * Analyses both passes as if roundings were independent: in a sum of n products errors add up as the root of their
     * sum of squares, and its own roundings to {@code 4√n·u} of the sum of the magnitudes (Higham, Mary: A New Approach to
     * Probabilistic Rounding Error Analysis, SIAM J. Sci. Comput. 41, 2019). Such bounds are not proved, but hold in
     * practice, and are tighter by an order of magnitude or more for wide layers and large batches, where the rigorous
     * ones hide faults of some per cent.
     *
     * @param loss the model, its data and its loss
     * @return the bounds
     */
    public static MlpErrorBound likely(MlpLoss loss) {
        return new MlpErrorBound(loss, true);
    }

    /**
     * How far each derivative in float may be off.
     *
     * @return a new array, laid out as {@link Mlp#parameters()}
     */
    public double[] gradientErrors() {
        return gradients.errors().clone();
    }

    /**
     * How far the loss may be off.
     *
     * @return the bound
     */
    public double lossError() {
        return lossError;
    }

    /**
     * The exact gradient, by backpropagation in double.
     *
     * @return a new array, laid out as {@link Mlp#parameters()}
     */
    public double[] gradients() {
        return gradients.values().clone();
    }

    private void run() {
        Approximation[] outputs = new Approximation[model.layers().size() + 1];
        outputs[0] = new Approximation(loss.inputs().length);
        for (int i = 0; i < loss.inputs().length; i++) {
            outputs[0].set(i, loss.inputs()[i], 0);
        }
        for (int i = 0; i < model.layers().size(); i++) {
            Layer layer = model.layers().get(i);
            outputs[i + 1] = forward(layer, i, outputs[i]);
        }
        LossError error = new LossError(loss.loss(), batch, model.outputWidth(), loss.targets());
        Approximation gradient = error.gradient(outputs[model.layers().size()]);
        lossError = error.error();
        for (int i = model.layers().size() - 1; i >= 0; i--) {
            Layer layer = model.layers().get(i);
            gradient = backward(layer, i, outputs[i], outputs[i + 1], gradient);
        }
        penalize();
    }

    // Forward and backward alike: a product by a float, rounded.
    private Approximation dropped(int layer, Approximation x) {
        Approximation y = new Approximation(x.length());
        for (int i = 0; i < x.length(); i++) {
            double factor = loss.dropoutFactor(layer, i);
            y.set(
                    i,
                    factor * x.values()[i],
                    factor * (x.errors()[i] + ErrorBound.U * x.largest(i)) + ErrorBound.UNDERFLOW);
        }
        return y;
    }

    // A sum and a fused product, both rounded.
    private void penalize() {
        double l1 = loss.penalty().l1();
        double l2 = loss.penalty().l2();
        for (int i = 0; i < model.layers().size() && !loss.penalty().isNone(); i++) {
            if (model.layers().get(i) instanceof Dense) {
                for (int j = model.weightsOffset(i); j < model.biasOffset(i); j++) {
                    double w = model.parameters()[j];
                    double sum = gradients.values()[j] + l1 * Math.signum(w);
                    double sumError = gradients.errors()[j]
                            + ErrorBound.U * (Math.abs(sum) + gradients.errors()[j]);
                    double value = sum + l2 * w;
                    gradients.set(
                            j, value, sumError + ErrorBound.U * (Math.abs(value) + sumError) + ErrorBound.UNDERFLOW);
                }
            }
        }
    }

    private Approximation forward(Layer layer, int i, Approximation x) {
        if (layer instanceof Dense dense) {
            return forward(dense, i, x);
        } else if (layer instanceof Prelu prelu) {
            return forward(prelu, i, x);
        } else if (layer instanceof Maxout maxout) {
            return new MaxoutError(maxout, batch).forward(x);
        } else if (layer instanceof Dropout) {
            return dropped(i, x);
        }
        return ActivationError.forward((Activation) layer, x);
    }

    private Approximation backward(Layer layer, int i, Approximation x, Approximation y, Approximation gradOutput) {
        if (layer instanceof Dense dense) {
            return backward(dense, i, x, gradOutput);
        } else if (layer instanceof Prelu prelu) {
            return backward(prelu, i, x, gradOutput);
        } else if (layer instanceof Maxout maxout) {
            return new MaxoutError(maxout, batch).backward(x, gradOutput);
        } else if (layer instanceof Dropout) {
            return dropped(i, gradOutput);
        }
        return ActivationError.backward((Activation) layer, x, y, gradOutput);
    }

    private Approximation forward(Dense dense, int layer, Approximation x) {
        Approximation y = new Approximation(batch * dense.fanOut());
        int width = dense.fanOut();
        for (int s = 0; s < batch; s++) {
            for (int j = 0; j < width; j++) {
                Sum sum = new Sum(likely);
                sum.add(model.parameters()[model.biasOffset(layer) + j], 0, 1, 0);
                for (int i = 0; i < dense.fanIn(); i++) {
                    sum.add(x, s * dense.fanIn() + i, weight(dense, layer, i, j));
                }
                sum.store(y, s * width + j);
            }
        }
        return y;
    }

    // Fills the layer's part of the gradient, and returns the gradient by the layer's input.
    private Approximation backward(Dense dense, int layer, Approximation x, Approximation gradOutput) {
        int fanIn = dense.fanIn();
        int fanOut = dense.fanOut();
        for (int j = 0; j < fanOut; j++) {
            for (int i = 0; i < fanIn; i++) {
                Sum sum = new Sum(likely);
                for (int s = 0; s < batch; s++) {
                    sum.add(x, s * fanIn + i, gradOutput, s * fanOut + j);
                }
                sum.store(gradients, model.weightsOffset(layer) + i * fanOut + j);
            }
            Sum sum = new Sum(likely);
            for (int s = 0; s < batch; s++) {
                sum.add(gradOutput, s * fanOut + j, 1);
            }
            sum.store(gradients, model.biasOffset(layer) + j);
        }
        Approximation gradInput = new Approximation(x.length());
        for (int s = 0; s < batch; s++) {
            for (int i = 0; i < fanIn; i++) {
                Sum sum = new Sum(likely);
                for (int j = 0; j < fanOut; j++) {
                    sum.add(gradOutput, s * fanOut + j, weight(dense, layer, i, j));
                }
                sum.store(gradInput, s * fanIn + i);
            }
        }
        return gradInput;
    }

    private double weight(Dense dense, int layer, int i, int j) {
        return model.parameters()[model.weightsOffset(layer) + i * dense.fanOut() + j];
    }

    private Approximation forward(Prelu prelu, int layer, Approximation x) {
        Approximation y = new Approximation(x.length());
        for (int i = 0; i < x.length(); i++) {
            ActivationError.leakyForward(slope(prelu, layer, i, x.length() / batch), x, i, y);
        }
        return y;
    }

    // Where float may see the other sign of an input, its term of a slope's gradient may be there or not.
    private Approximation backward(Prelu prelu, int layer, Approximation x, Approximation gradOutput) {
        Approximation gradInput = new Approximation(x.length());
        int width = x.length() / batch;
        Sum[] sums = new Sum[prelu.slopes()];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = new Sum(likely);
        }
        for (int i = 0; i < x.length(); i++) {
            ActivationError.leakyBackward(slope(prelu, layer, i, width), x, gradOutput, i, gradInput);
            Sum sum = sums[i % width % prelu.slopes()];
            if (x.values()[i] <= 0) {
                sum.add(x, i, gradOutput, i);
            }
            if (Math.abs(x.values()[i]) <= x.errors()[i]) {
                sum.addUnsure(x.largest(i) * gradOutput.largest(i));
            }
        }
        for (int j = 0; j < sums.length; j++) {
            sums[j].store(gradients, model.slopesOffset(layer) + j);
        }
        return gradInput;
    }

    private double slope(Prelu prelu, int layer, int i, int width) {
        return model.parameters()[model.slopesOffset(layer) + i % width % prelu.slopes()];
    }

    /** A sum of products of approximations, and its error. */
    private static final class Sum {
        /** Standard deviations that a likely bound allows for. */
        private static final double DEVIATIONS = 4;

        private final boolean likely;
        private double value;
        private double error;
        private double magnitude;
        private int terms;

        Sum(boolean likely) {
            this.likely = likely;
        }

        void add(double x, double xError, double y, double yError) {
            value += x * y;
            double termError = xError * Math.abs(y) + Math.abs(x) * yError + xError * yError;
            error += likely ? termError * termError : termError;
            magnitude += (Math.abs(x) + xError) * (Math.abs(y) + yError);
            terms++;
        }

        /** A term that may be missing, or be there though it is not counted. */
        void addUnsure(double largest) {
            error += likely ? largest * largest : largest;
            magnitude += largest;
            terms++;
        }

        void add(Approximation x, int i, double y) {
            add(x.values()[i], x.errors()[i], y, 0);
        }

        void add(Approximation x, int i, Approximation y, int j) {
            add(x.values()[i], x.errors()[i], y.values()[j], y.errors()[j]);
        }

        void store(Approximation result, int i) {
            double operands = likely ? Math.sqrt(error) : error;
            double roundings =
                    likely ? DEVIATIONS * Math.sqrt(terms + 1L) * ErrorBound.U : ErrorBound.gamma(terms + 1L);
            result.set(i, value, operands + roundings * magnitude + terms * ErrorBound.UNDERFLOW);
        }
    }
}
