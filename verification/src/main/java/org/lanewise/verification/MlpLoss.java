package org.lanewise.verification;

import java.util.BitSet;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalties;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;
import org.lanewise.mlp.Workspace;

/**
 * The loss of a model on a batch as a function of the model's parameters, by plain loops in double: what finite
 * differences are taken of. It shares nothing with the library but the layout of the parameters.
 *
 * <p>The loss is the mean over the batch of each sample's. The arrays are not copied.
 */
public final class MlpLoss implements ScalarFunction {
    private final Mlp model;
    private final int batch;
    private final float[] inputs;
    private final Loss loss;
    // Null if the library is to get the targets; else these are one-hot.
    private final int[] labels;
    private final float[] targets;
    private final Penalty penalty;
    // Null: inference, where dropout does nothing.
    private final DropoutFactor dropout;

    private MlpLoss(Loss loss, Mlp model, int batch, float[] inputs, int[] labels, float[] targets) {
        this(loss, model, batch, inputs, labels, targets, Penalty.NONE, null);
    }

    private MlpLoss(
            Loss loss,
            Mlp model,
            int batch,
            float[] inputs,
            int[] labels,
            float[] targets,
            Penalty penalty,
            DropoutFactor dropout) {
        require("batch", batch, batch >= 1, ">= 1");
        requireNumbers("inputs", inputs.length, "inputWidth", batch, model.inputWidth());
        requireNumbers("targets", targets.length, "outputWidth", batch, model.outputWidth());
        this.loss = loss;
        this.model = model;
        this.batch = batch;
        this.inputs = inputs;
        this.labels = labels;
        this.targets = targets;
        this.penalty = penalty;
        this.dropout = dropout;
    }

    /**
     * The same with a penalty of the weights; biases are spared.
     *
     * @param penalty the penalty
     * @return the function
     */
    public MlpLoss with(Penalty penalty) {
        return new MlpLoss(loss, model, batch, inputs, labels, targets, penalty, dropout);
    }

    /**
     * The same in training, where dropout drops by the masks of one step.
     *
     * @param seed of the run
     * @param step of the run
     * @return the function
     */
    public MlpLoss inTraining(long seed, long step) {
        return new MlpLoss(loss, model, batch, inputs, labels, targets, penalty, new DropoutFactor(seed, step));
    }

    /**
     * Any loss, for class labels.
     *
     * @param loss which; the targets are one-hot
     * @param model the model
     * @param batch samples, at least 1
     * @param inputs {@code [batch, inputWidth]}
     * @param labels the right class of each sample, {@code [batch]}
     * @return the function
     * @throws IllegalArgumentException if the sizes do not fit, or a label is not in [0, outputWidth)
     */
    public static MlpLoss of(Loss loss, Mlp model, int batch, float[] inputs, int[] labels) {
        require("batch", batch, batch >= 1, ">= 1");
        require("labels", labels.length, labels.length == batch, "batch = " + batch);
        requireNumbers("inputs", inputs.length, "inputWidth", batch, model.inputWidth());
        int width = model.outputWidth();
        String instead = width == 1 ? "; targets of a single output are numbers: give them as a float[]" : "";
        require("batch", batch, (long) batch * width <= Integer.MAX_VALUE, "batch * outputWidth < 2^31");
        float[] targets = new float[batch * width];
        for (int i = 0; i < batch; i++) {
            require(
                    "labels[" + i + "]",
                    labels[i],
                    labels[i] >= 0 && labels[i] < width,
                    "0 <= label < outputWidth = " + width + instead);
            targets[i * width + labels[i]] = 1;
        }
        return new MlpLoss(loss, model, batch, inputs, labels, targets);
    }

    /**
     * Any loss, for targets that are numbers.
     *
     * @param loss which
     * @param model the model
     * @param batch samples, at least 1
     * @param inputs {@code [batch, inputWidth]}
     * @param targets {@code [batch, outputWidth]}; for cross-entropy probabilities
     * @return the function
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static MlpLoss of(Loss loss, Mlp model, int batch, float[] inputs, float[] targets) {
        return new MlpLoss(loss, model, batch, inputs, null, targets);
    }

    /**
     * Cross-entropy of the softmax of the outputs.
     *
     * @param model the model
     * @param batch samples, at least 1
     * @param inputs {@code [batch, inputWidth]}
     * @param labels the right class of each sample, {@code [batch]}
     * @return the function
     * @throws IllegalArgumentException if the sizes do not fit, or a label is not in [0, outputWidth)
     */
    public static MlpLoss softmaxCrossEntropy(Mlp model, int batch, float[] inputs, int[] labels) {
        return of(Loss.SOFTMAX_CROSS_ENTROPY, model, batch, inputs, labels);
    }

    /**
     * The sum of squared differences between outputs and targets.
     *
     * @param model the model
     * @param batch samples, at least 1
     * @param inputs {@code [batch, inputWidth]}
     * @param targets {@code [batch, outputWidth]}
     * @return the function
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static MlpLoss sumOfSquares(Mlp model, int batch, float[] inputs, float[] targets) {
        return of(Loss.SUM_OF_SQUARES, model, batch, inputs, targets);
    }

    /**
     * The model.
     *
     * @return the model
     */
    public Mlp model() {
        return model;
    }

    /**
     * The number of samples.
     *
     * @return the number
     */
    public int batch() {
        return batch;
    }

    /**
     * The samples.
     *
     * @return {@code [batch, inputWidth]}, not a copy
     */
    public float[] inputs() {
        return inputs;
    }

    /**
     * The loss.
     *
     * @return which
     */
    public Loss loss() {
        return loss;
    }

    /**
     * Whether the loss is softmax with cross-entropy.
     *
     * @return whether the outputs are logits of classes
     */
    public boolean classifies() {
        return loss instanceof Loss.SoftmaxCrossEntropy;
    }

    /** Whether the library is given labels, else targets. */
    boolean labelled() {
        return labels != null;
    }

    /** The right class of a sample, if {@link #labelled()}. */
    int label(int sample) {
        return labels[sample];
    }

    /** {@code [batch, outputWidth]}, one-hot for labels; not a copy. */
    float[] targets() {
        return targets;
    }

    /**
     * The penalty.
     *
     * @return the penalty
     */
    Penalty penalty() {
        return penalty;
    }

    /** What a dropout layer multiplies an output by, counted over the batch. */
    double dropoutFactor(int layer, int output) {
        float keep = ((Dropout) model.layers().get(layer)).keep();
        return dropout == null ? 1 : dropout.of(layer, keep, output);
    }

    /**
     * The model's parameters as they are now.
     *
     * @return a new array
     */
    public double[] parameters() {
        double[] parameters = new double[model.parameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = model.parameters()[i];
        }
        return parameters;
    }

    /**
     * The gradient that the library computes, in float: a {@link Workspace} runs forward and backward.
     *
     * @return a new array, laid out as {@link Mlp#parameters()}
     */
    public float[] libraryGradients() {
        Workspace workspace = new Workspace(model, batch, Parallelism.SEQUENTIAL);
        libraryLoss(workspace);
        workspace.backward();
        float[] gradients = workspace.gradients();
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense dense) {
                int offset = model.weightsOffset(i);
                Penalties.addGradient(
                        (int) dense.weightCount(), penalty, model.parameters(), offset, gradients, offset);
            }
        }
        return gradients;
    }

    /**
     * The loss that the library computes.
     *
     * @return the loss
     */
    public double libraryLoss() {
        double loss = libraryLoss(new Workspace(model, batch, Parallelism.SEQUENTIAL));
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense dense) {
                loss += Penalties.value((int) dense.weightCount(), penalty, model.parameters(), model.weightsOffset(i));
            }
        }
        return loss;
    }

    private double libraryLoss(Workspace workspace) {
        if (dropout == null) {
            workspace.forward(batch, inputs, 0);
        } else {
            workspace.forwardTraining(batch, inputs, 0, dropout.seed(), dropout.step());
        }
        return labels == null ? workspace.loss(loss, targets, 0) : workspace.loss(loss, labels, 0);
    }

    @Override
    public double valueAt(double[] parameters) {
        return evaluate(parameters, new BitSet());
    }

    @Override
    public BitSet sidesAt(double[] parameters) {
        BitSet sides = new BitSet();
        if (hasKinks()) {
            evaluate(parameters, sides);
        }
        return sides;
    }

    private double evaluate(double[] parameters, BitSet sides) {
        double sum = 0;
        int kink = 0;
        for (int sample = 0; sample < batch; sample++) {
            double[] x = new double[model.inputWidth()];
            for (int i = 0; i < x.length; i++) {
                x[i] = inputs[sample * x.length + i];
            }
            for (int i = 0; i < model.layers().size(); i++) {
                Layer layer = model.layers().get(i);
                if (layer instanceof Dense dense) {
                    x = dense(dense, parameters, model.weightsOffset(i), model.biasOffset(i), x);
                } else if (layer instanceof Dropout) {
                    for (int j = 0; j < x.length; j++) {
                        x[j] *= dropoutFactor(i, sample * x.length + j);
                    }
                } else if (layer instanceof Maxout maxout) {
                    double[] pieces = x;
                    x = maxout(maxout, pieces, sides, kink);
                    kink += pieces.length;
                } else {
                    for (int j = 0; j < x.length && hasKink(layer); j++) {
                        sides.set(kink++, x[j] > 0);
                    }
                    if (layer instanceof Prelu prelu) {
                        x = prelu(prelu, parameters, model.slopesOffset(i), x);
                        continue;
                    }
                    for (int j = 0; j < x.length; j++) {
                        x[j] = activate((Activation) layer, x[j]);
                    }
                }
            }
            for (int j = 0; j < x.length && LossValue.hasKinks(loss); j++) {
                sides.set(kink++, LossValue.side(loss, x[j], targets[sample * x.length + j]));
            }
            sum += LossValue.of(loss, x, targets, sample * x.length);
        }
        return sum / batch + penaltyAt(parameters, sides, kink);
    }

    private double penaltyAt(double[] parameters, BitSet sides, int firstKink) {
        double magnitudes = 0;
        double squares = 0;
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense) {
                for (int j = model.weightsOffset(i); j < model.biasOffset(i); j++) {
                    magnitudes += Math.abs(parameters[j]);
                    squares += parameters[j] * parameters[j];
                    sides.set(firstKink + j, penalty.l1() != 0 && parameters[j] > 0);
                }
            }
        }
        return penalty.l1() * magnitudes + penalty.l2() / 2.0 * squares;
    }

    private static double[] prelu(Prelu prelu, double[] parameters, int slopes, double[] x) {
        double[] y = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            y[j] = x[j] > 0 ? x[j] : parameters[slopes + (prelu.slopes() == 1 ? 0 : j)] * x[j];
        }
        return y;
    }

    // The side of a unit is which piece wins, in as many bits as it has pieces.
    private static double[] maxout(Maxout maxout, double[] x, BitSet sides, int kink) {
        double[] y = new double[maxout.units()];
        for (int u = 0; u < y.length; u++) {
            int winner = 0;
            for (int p = 1; p < maxout.pieces(); p++) {
                winner = x[p * y.length + u] > x[winner * y.length + u] ? p : winner;
            }
            y[u] = x[winner * y.length + u];
            sides.set(kink + u * maxout.pieces() + winner);
        }
        return y;
    }

    /** Whether the model, the loss or the penalty has kinks: that of the weights' magnitudes has one at each 0. */
    boolean hasKinks() {
        return hasKinks(model) || LossValue.hasKinks(loss) || penalty.l1() != 0;
    }

    /** Whether a model has a function with a kink, or a bend that finite differences see as one. */
    static boolean hasKinks(Mlp model) {
        return model.layers().stream().anyMatch(MlpLoss::hasKink);
    }

    private static boolean hasKink(Layer layer) {
        return layer instanceof Activation.Relu
                || layer instanceof Activation.LeakyRelu
                || layer instanceof Activation.Elu
                || layer instanceof Prelu
                || layer instanceof Maxout;
    }

    private static double[] dense(Dense dense, double[] parameters, int weights, int bias, double[] x) {
        double[] y = new double[dense.fanOut()];
        for (int j = 0; j < y.length; j++) {
            double sum = parameters[bias + j];
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * parameters[weights + i * y.length + j];
            }
            y[j] = sum;
        }
        return y;
    }

    private static double activate(Activation activation, double x) {
        if (activation instanceof Activation.Sigmoid) {
            return 1 / (1 + Math.exp(-x));
        } else if (activation instanceof Activation.Tanh) {
            return Math.tanh(x);
        } else if (activation instanceof Activation.Relu) {
            return Math.max(x, 0);
        } else if (activation instanceof Activation.LeakyRelu leaky) {
            return x > 0 ? x : leaky.slope() * x;
        } else if (activation instanceof Activation.Elu elu) {
            return x > 0 ? x : elu.alpha() * Math.expm1(x);
        } else if (activation instanceof Activation.Softplus) {
            return LossValue.softplus(x);
        } else if (activation instanceof Activation.Silu) {
            return x / (1 + Math.exp(-x));
        } else if (activation instanceof Activation.Gelu) {
            return x * NormalDistribution.cumulative(x);
        } else if (activation instanceof Activation.Identity) {
            return x;
        }
        throw new IllegalArgumentException("activation: " + activation + " (expected: one that the oracle knows)");
    }

    private static void requireNumbers(String name, int length, String widthName, int batch, int width) {
        long expected = (long) batch * width;
        require(name, length, length == expected, "batch * " + widthName + " = " + expected);
    }

    private static void require(String name, int number, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: " + expected + ")");
        }
    }
}
