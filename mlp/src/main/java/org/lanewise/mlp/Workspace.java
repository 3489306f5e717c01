package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Bias;
import org.lanewise.kernels.Dropouts;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;
import org.lanewise.kernels.Updates;

/**
 * Runs a model forward and backward in buffers that are sized once; a step allocates nothing.
 *
 * <p>The order of calls is {@link #forward} or {@link #forwardTraining}, then {@link #loss} or {@link #sumOfSquares}, then {@link #backward}, which
 * fills {@link #gradients()}. Forward alone serves inference; the two differ for models with {@link Dropout} only. A call that comes too early, or whose arguments do not
 * fit, throws before anything is written.
 *
 * <p>A workspace reads the parameters of the model that it was made for, as they are at each call, and never writes
 * them. Dense layers are {@code Y = X·W + b}, backward {@code ∂L/∂W = Xᵀ·G}, {@code ∂L/∂b = Σ rows of G} and
 * {@code ∂L/∂X = G·Wᵀ} with {@code G = ∂L/∂Y} (Rumelhart, Hinton, Williams: Learning representations by
 * back-propagating errors, Nature 323, 1986).
 *
 * <p>Not safe for use by several threads at once; give each its own. The threads of the {@link Parallelism} help inside
 * a call only. Results have the same bits for any parallelism, and the outputs of a sample do not depend on the rest of
 * its batch.
 */
public final class Workspace {
    private final Mlp model;
    private final int maxBatch;
    private final Parallelism parallelism;
    private final Layer[] layers;
    private final int[] widths;
    private final float[][] outputs;
    // Where the outputs of a layer are after the pass at hand: its own, or those of the layer before a dropout that did
    // nothing.
    private final float[][] values;
    private final float[][] masks;
    // Of each dense layer: its bias, and the activation that follows it, done by the product.
    private final Epilogue[] epilogues;
    private final float[] targets;
    private final float[] gradients;
    // G of the layer at hand, and what its G·Wᵀ goes into; they change places at each dense layer.
    private float[] gradOutput;
    private float[] gradInput;

    private int batch;
    private float[] input;
    private int inputOffset;
    private boolean gradOutputReady;

    /**
     * Buffers for a model.
     *
     * @param model the model
     * @param maxBatch the largest batch that {@link #forward} will get, at least 1
     * @param parallelism which threads may help with the matrix products
     * @throws IllegalArgumentException if {@code maxBatch < 1}, or a layer's outputs for such a batch do not fit into
     *     an array
     */
    public Workspace(Mlp model, int maxBatch, Parallelism parallelism) {
        this.model = Objects.requireNonNull(model, "model");
        this.parallelism = Objects.requireNonNull(parallelism, "parallelism");
        this.maxBatch = maxBatch;
        if (maxBatch < 1) {
            throw new IllegalArgumentException("maxBatch: " + maxBatch + " (expected: >= 1)");
        }
        this.layers = model.layers().toArray(new Layer[0]);
        this.widths = new int[layers.length];
        int widest = 0;
        for (int i = 0; i < layers.length; i++) {
            widths[i] = layers[i].outputWidth(i == 0 ? model.inputWidth() : widths[i - 1]);
            widest = Math.max(widest, widths[i]);
        }
        int most = (Integer.MAX_VALUE - 8) / widest;
        if (maxBatch > most) {
            throw new IllegalArgumentException("maxBatch: " + maxBatch + " (expected: <= " + most
                    + ", as the widest layer has " + widest + " outputs)");
        }
        this.outputs = new float[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            outputs[i] = isFused(i) ? outputs[i - 1] : new float[maxBatch * widths[i]];
        }
        this.values = outputs.clone();
        this.masks = new float[layers.length][];
        for (int i = 0; i < layers.length; i++) {
            masks[i] = layers[i] instanceof Dropout ? new float[maxBatch * widths[i]] : null;
        }
        this.epilogues = new Epilogue[layers.length];
        for (int i = 0; i < layers.length; i++) {
            if (layers[i] instanceof Dense) {
                boolean fused = isFused(i + 1) && !(layers[i + 1] instanceof Activation.Identity);
                Elementwise activation = fused ? ((Activation) layers[i + 1])::forward : null;
                epilogues[i] = new Epilogue(model.parameters(), model.biasOffset(i), activation);
            }
        }
        this.targets = new float[maxBatch * model.outputWidth()];
        this.gradients = new float[model.parameters().length];
        this.gradOutput = new float[maxBatch * widest];
        this.gradInput = new float[maxBatch * widest];
    }

    /**
     * Whether a layer's work is done by the product before it, in place: an activation overwrites the output of a dense
     * layer unless backward needs that. The output of another layer it leaves alone.
     */
    private boolean isFused(int layer) {
        return layer > 0
                && layer < layers.length
                && layers[layer] instanceof Activation activation
                && !activation.backwardTakesInput()
                && layers[layer - 1] instanceof Dense;
    }

    /**
     * Computes the outputs of a batch, for inference: dropout does nothing.
     *
     * @param batch samples, at least 1, at most maxBatch
     * @param input {@code [batch, inputWidth]}, read here and again by {@link #backward}: not copied, so it must stay
     *     as it is until then
     * @param inputOffset index of the first input
     * @throws IllegalArgumentException if batch is out of range
     * @throws IndexOutOfBoundsException if the batch does not lie in the array
     */
    public void forward(int batch, float[] input, int inputOffset) {
        forward(batch, input, inputOffset, false, 0, 0);
    }

    /**
     * Computes the outputs of a batch, for training: dropout drops. The same numbers drop the same outputs, whatever the
     * threads and the machine. In a model without dropout the same as {@link #forward(int, float[], int)}.
     *
     * @param batch samples, at least 1, at most maxBatch
     * @param input {@code [batch, inputWidth]}, read here and again by {@link #backward}: not copied, so it must stay
     *     as it is until then
     * @param inputOffset index of the first input
     * @param seed the seed of the run
     * @param step the step of the run: each has masks of its own; in [0, 2⁵⁶)
     * @throws IllegalArgumentException if batch or step is out of range
     * @throws IndexOutOfBoundsException if the batch does not lie in the array
     */
    public void forwardTraining(int batch, float[] input, int inputOffset, long seed, long step) {
        if (step < 0 || step >= RandomStreams.STEPS) {
            throw new IllegalArgumentException("step: " + step + " (expected: 0 <= step < 2^56)");
        }
        forward(batch, input, inputOffset, true, seed, step);
    }

    private void forward(int batch, float[] input, int inputOffset, boolean training, long seed, long step) {
        if (batch < 1 || batch > maxBatch) {
            throw new IllegalArgumentException(
                    "batch: " + batch + " (expected: 1 <= batch <= maxBatch = " + maxBatch + ")");
        }
        Objects.requireNonNull(input, "input");
        Ranges.span("input", input.length, inputOffset, (long) batch * model.inputWidth());
        this.batch = batch;
        this.input = input;
        this.inputOffset = inputOffset;
        this.gradOutputReady = false;
        float[] parameters = model.parameters();
        float[] x = input;
        int xOffset = inputOffset;
        for (int i = 0; i < layers.length; i++) {
            float[] y = outputs[i];
            if (layers[i] instanceof Dense dense) {
                int fanIn = dense.fanIn();
                int fanOut = dense.fanOut();
                Gemm.dense(
                        Transpose.NO,
                        Transpose.NO,
                        batch,
                        fanOut,
                        fanIn,
                        x,
                        xOffset,
                        fanIn,
                        parameters,
                        model.weightsOffset(i),
                        fanOut,
                        epilogues[i],
                        y,
                        0,
                        fanOut,
                        parallelism);
            } else if (layers[i] instanceof Dropout dropout) {
                if (training && dropout.keep() < 1) {
                    Dropouts.forward(
                            batch * widths[i],
                            dropout.keep(),
                            seed,
                            RandomStreams.dropout(step),
                            RandomStreams.dropoutIndex(i),
                            x,
                            0,
                            y,
                            0,
                            masks[i],
                            0);
                } else {
                    y = x;
                }
            } else if (layers[i] instanceof Activation activation && !isFused(i)) {
                activation.forward(batch * widths[i], x, 0, y, 0);
            } else if (layers[i] instanceof Prelu prelu) {
                prelu.forward(batch, widths[i], parameters, model.slopesOffset(i), x, y);
            } else if (layers[i] instanceof Maxout maxout) {
                int units = maxout.units();
                org.lanewise.kernels.Maxout.forward(batch, units, maxout.pieces(), x, 0, widths[i - 1], y, 0, units);
            }
            values[i] = y;
            x = y;
            xOffset = 0;
        }
    }

    /**
     * The outputs of the last {@link #forward}.
     *
     * @return the live array, not a copy: {@code [batch, outputWidth]} from index 0, for softmax cross-entropy the
     *     logits; valid until the next forward
     */
    public float[] output() {
        return values[values.length - 1];
    }

    /**
     * The class that the last {@link #forward} gives to a sample: its largest output, the first if several are equal. An
     * output that is NaN is not the largest, unless the first is, which then counts as if it were.
     *
     * @param row the sample's row in the batch
     * @return the class, in [0, outputWidth)
     * @throws IndexOutOfBoundsException if the batch has no such row
     */
    public int predicted(int row) {
        Objects.checkIndex(row, batch);
        float[] output = output();
        int width = model.outputWidth();
        int first = row * width;
        int best = 0;
        for (int j = 1; j < width; j++) {
            if (output[first + j] > output[first + best]) {
                best = j;
            }
        }
        return best;
    }

    /**
     * The mean loss of the batch of the last {@link #forward}, for class labels, and, kept for {@link #backward}, its
     * gradient with respect to the outputs.
     *
     * @param loss which
     * @param labels the right class of each sample, {@code [batch]}, each in [0, outputWidth), read
     * @param labelsOffset index of the first label
     * @return the mean over the batch of each sample's loss (the sum times 1/batch, rounded to float)
     * @throws IllegalStateException if there was no forward
     * @throws IllegalArgumentException if a label is out of range, or the loss has class weights of another number
     * @throws IndexOutOfBoundsException if the labels do not lie in the array
     */
    public double loss(Loss loss, int[] labels, int labelsOffset) {
        requireForward("loss");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(labels, "labels");
        Ranges.span("labels", labels.length, labelsOffset, batch);
        int width = model.outputWidth();
        for (int i = labelsOffset; i < labelsOffset + batch; i++) {
            if (labels[i] < 0 || labels[i] >= width) {
                throw new IllegalArgumentException(
                        "labels[" + i + "]: " + labels[i] + " (expected: 0 <= label < outputWidth = " + width + ")");
            }
        }
        double value = loss.ofLabels(batch, width, output(), 0, labels, labelsOffset, targets, gradOutput);
        gradOutputReady = true;
        return value;
    }

    /**
     * As {@link #loss(Loss, int[], int)}, for targets that are numbers: any for a regression, probabilities for
     * cross-entropy.
     *
     * @param loss which
     * @param targets {@code [batch, outputWidth]}, read
     * @param targetsOffset index of the first target
     * @return the mean over the batch of each sample's loss (the sum times 1/batch, rounded to float)
     * @throws IllegalStateException if there was no forward
     * @throws IllegalArgumentException if a target is not finite or, for cross-entropy, not in [0, 1], or the loss has
     *     class weights of another number
     * @throws IndexOutOfBoundsException if the targets do not lie in the array
     */
    public double loss(Loss loss, float[] targets, int targetsOffset) {
        requireForward("loss");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(targets, "targets");
        int length = batch * model.outputWidth();
        Ranges.span("targets", targets.length, targetsOffset, length);
        int spoilt = Updates.firstNonFinite(length, targets, targetsOffset);
        if (spoilt >= 0) {
            int index = targetsOffset + spoilt;
            throw new IllegalArgumentException(
                    "targets[" + index + "]: " + targets[index] + " (expected: a finite number)");
        }
        double value = loss.ofTargets(batch, model.outputWidth(), output(), 0, targets, targetsOffset, gradOutput);
        gradOutputReady = true;
        return value;
    }

    /**
     * {@link #loss(Loss, float[], int)} with {@link Loss#SUM_OF_SQUARES}.
     *
     * @param targets {@code [batch, outputWidth]}, read
     * @param targetsOffset index of the first target
     * @return the mean over the batch of each sample's {@code Σ(y − o)²}
     * @throws IllegalStateException if there was no forward
     * @throws IllegalArgumentException if a target is not finite
     * @throws IndexOutOfBoundsException if the targets do not lie in the array
     */
    public double sumOfSquares(float[] targets, int targetsOffset) {
        return loss(Loss.SUM_OF_SQUARES, targets, targetsOffset);
    }

    /**
     * Backpropagation: computes the gradient of the last loss with respect to every parameter. Each loss serves one
     * backward.
     *
     * @throws IllegalStateException if no loss was computed since the last forward or backward
     */
    public void backward() {
        if (!gradOutputReady) {
            throw new IllegalStateException("backward: no loss since the last forward or backward"
                    + " (expected: forward, then loss or sumOfSquares, then backward)");
        }
        gradOutputReady = false;
        float[] parameters = model.parameters();
        for (int i = layers.length - 1; i >= 0; i--) {
            if (layers[i] instanceof Dense dense) {
                denseBackward(i, dense, parameters);
            } else if (layers[i] instanceof Activation activation) {
                float[] saved = activation.backwardTakesInput() ? values[i - 1] : values[i];
                activation.backward(batch * widths[i], saved, 0, gradOutput, 0, gradOutput, 0);
            } else if (layers[i] instanceof Prelu prelu) {
                int slopes = model.slopesOffset(i);
                prelu.backward(batch, widths[i], parameters, slopes, values[i - 1], gradOutput, gradients);
            } else if (layers[i] instanceof Maxout maxout) {
                maxoutBackward(i, maxout);
            } else if (values[i] == outputs[i]) {
                Dropouts.backward(batch * widths[i], masks[i], 0, gradOutput, 0, gradOutput, 0);
            }
        }
    }

    private void denseBackward(int layer, Dense dense, float[] parameters) {
        int fanIn = dense.fanIn();
        int fanOut = dense.fanOut();
        boolean first = layer == 0;
        Gemm.gemm(
                Transpose.YES,
                Transpose.NO,
                fanIn,
                fanOut,
                batch,
                1,
                first ? input : values[layer - 1],
                first ? inputOffset : 0,
                fanIn,
                gradOutput,
                0,
                fanOut,
                0,
                gradients,
                model.weightsOffset(layer),
                fanOut,
                parallelism);
        Bias.columnSums(batch, fanOut, gradOutput, 0, fanOut, gradients, model.biasOffset(layer));
        if (first) {
            return; // Nobody asks for the gradient of the data.
        }
        Gemm.gemm(
                Transpose.NO,
                Transpose.YES,
                batch,
                fanIn,
                fanOut,
                1,
                gradOutput,
                0,
                fanOut,
                parameters,
                model.weightsOffset(layer),
                fanOut,
                0,
                gradInput,
                0,
                fanIn,
                parallelism);
        swapGradients();
    }

    private void maxoutBackward(int layer, Maxout maxout) {
        int units = maxout.units();
        int width = maxout.inputWidth();
        org.lanewise.kernels.Maxout.backward(
                batch, units, maxout.pieces(), values[layer - 1], 0, width, gradOutput, 0, units, gradInput, 0, width);
        swapGradients();
    }

    private void swapGradients() {
        float[] done = gradOutput;
        gradOutput = gradInput;
        gradInput = done;
    }

    /**
     * The gradients of the last {@link #backward}.
     *
     * @return the live array, not a copy, laid out as {@link Mlp#parameters()}; valid until the next backward
     */
    public float[] gradients() {
        return gradients;
    }

    /** The largest batch. */
    int maxBatch() {
        return maxBatch;
    }

    /** The first layer with an output that is not finite in the last forward, or −1. */
    int firstNonFiniteOutput() {
        for (int i = 0; i < layers.length; i++) {
            if (Updates.firstNonFinite(batch * widths[i], values[i], 0) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void requireForward(String call) {
        if (batch == 0) {
            throw new IllegalStateException(call + ": no forward yet (expected: forward, then " + call + ")");
        }
    }
}
