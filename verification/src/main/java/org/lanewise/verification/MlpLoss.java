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
import org.lanewise.mlp.Mlp;
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
    // Labels alone: cross-entropy. Targets: sum of squares, and with labels they are one-hot.
    private final int[] labels;
    private final float[] targets;
    private final Penalty penalty;
    // Null: inference, where dropout does nothing.
    private final DropoutFactor dropout;

    private MlpLoss(Mlp model, int batch, float[] inputs, int[] labels, float[] targets) {
        this(model, batch, inputs, labels, targets, Penalty.NONE, null);
    }

    private MlpLoss(
            Mlp model,
            int batch,
            float[] inputs,
            int[] labels,
            float[] targets,
            Penalty penalty,
            DropoutFactor dropout) {
        require("batch", batch, batch >= 1, ">= 1");
        require("inputs", inputs.length, inputs.length == batch * model.inputWidth(), "batch * inputWidth numbers");
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
        return new MlpLoss(model, batch, inputs, labels, targets, penalty, dropout);
    }

    /**
     * The same in training, where dropout drops by the masks of one step.
     *
     * @param seed of the run
     * @param step of the run
     * @return the function
     */
    public MlpLoss inTraining(long seed, long step) {
        return new MlpLoss(model, batch, inputs, labels, targets, penalty, new DropoutFactor(seed, step));
    }

    /**
     * Either loss, for class labels.
     *
     * @param loss which; with {@link Loss#SUM_OF_SQUARES} the targets are one-hot
     * @param model the model
     * @param batch samples, at least 1
     * @param inputs {@code [batch, inputWidth]}
     * @param labels the right class of each sample, {@code [batch]}
     * @return the function
     * @throws IllegalArgumentException if the sizes do not fit, or a label is not in [0, outputWidth)
     */
    public static MlpLoss of(Loss loss, Mlp model, int batch, float[] inputs, int[] labels) {
        MlpLoss classification = softmaxCrossEntropy(model, batch, inputs, labels);
        if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
            return classification;
        }
        float[] targets = new float[batch * model.outputWidth()];
        for (int i = 0; i < batch; i++) {
            targets[i * model.outputWidth() + labels[i]] = 1;
        }
        return new MlpLoss(model, batch, inputs, labels, targets);
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
        require("labels", labels.length, labels.length == batch, "batch numbers");
        for (int label : labels) {
            require("label", label, label >= 0 && label < model.outputWidth(), "0 <= label < outputWidth");
        }
        return new MlpLoss(model, batch, inputs, labels, null);
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
        require(
                "targets",
                targets.length,
                targets.length == batch * model.outputWidth(),
                "batch * outputWidth numbers");
        return new MlpLoss(model, batch, inputs, null, targets);
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
     * Whether the loss is softmax with cross-entropy, else it is the sum of squares.
     *
     * @return whether the outputs are logits
     */
    public boolean classifies() {
        return targets == null;
    }

    /**
     * The right class of a sample.
     *
     * @param sample which
     * @return the class
     */
    int label(int sample) {
        return labels[sample];
    }

    /**
     * The target of an output.
     *
     * @param sample which sample
     * @param output which output
     * @return the target
     */
    float target(int sample, int output) {
        return targets[sample * model.outputWidth() + output];
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
        if (labels == null) {
            return workspace.sumOfSquares(targets, 0);
        }
        return workspace.loss(classifies() ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.SUM_OF_SQUARES, labels, 0);
    }

    @Override
    public double valueAt(double[] parameters) {
        return evaluate(parameters, new BitSet());
    }

    @Override
    public BitSet sidesAt(double[] parameters) {
        BitSet sides = new BitSet();
        if (hasKinks(model)) {
            evaluate(parameters, sides);
        }
        return sides;
    }

    private double evaluate(double[] parameters, BitSet sides) {
        double loss = 0;
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
                } else {
                    for (int j = 0; j < x.length; j++) {
                        if (hasKink(layer)) {
                            sides.set(kink++, x[j] > 0);
                        }
                        x[j] = activate((Activation) layer, x[j]);
                    }
                }
            }
            loss += classifies() ? crossEntropy(x, labels[sample]) : squares(x, sample);
        }
        return loss / batch + penaltyAt(parameters, sides, kink);
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

    /** Whether a model has a ReLU or Leaky ReLU. */
    static boolean hasKinks(Mlp model) {
        return model.layers().stream().anyMatch(MlpLoss::hasKink);
    }

    private static boolean hasKink(Layer layer) {
        return layer instanceof Activation.Relu || layer instanceof Activation.LeakyRelu;
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
        }
        throw new IllegalArgumentException("activation: " + activation + " (expected: one that the oracle knows)");
    }

    private static double crossEntropy(double[] logits, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - max);
        }
        return Math.log(sum) + max - logits[label];
    }

    private double squares(double[] outputs, int sample) {
        double sum = 0;
        for (int j = 0; j < outputs.length; j++) {
            double difference = outputs[j] - target(sample, j);
            sum += difference * difference;
        }
        return sum;
    }

    private static void require(String name, int number, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: " + expected + ")");
        }
    }
}
