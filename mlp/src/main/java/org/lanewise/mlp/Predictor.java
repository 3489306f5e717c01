package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Parallelism;

/**
 * A trained model for inference: its weights as they were, packed once in the layout that the kernels read fastest.
 * Dropout is gone, and activations are computed where a layer's outputs are still in cache.
 *
 * <p>Immutable, and safe for any number of threads at once. A call computes on the calling thread and on those of the
 * {@link Parallelism} that it is given, writes into the caller's array, and allocates nothing in steady state: scratch
 * for the hidden layers, at most {@value #ROWS} rows of the widest, is kept per predictor and thread.
 *
 * <p>Row i of a batch has the same bits as that row alone, and as {@link Workspace#forward} gives it.
 */
public final class Predictor {
    /** Rows that go through all layers together: so many fill the tiles of the products and leave a layer in L2. */
    private static final int ROWS = 256;

    private final int inputWidth;
    private final int outputWidth;
    private final PredictorStage[] stages;
    private final int widest;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    /** Hidden outputs, by turns. */
    private static final class Scratch {
        private float[] even = new float[0];
        private float[] odd = new float[0];
    }

    /**
     * A predictor of a model.
     *
     * @param model the model; its parameters are copied, so later changes do not reach the predictor
     */
    public Predictor(Mlp model) {
        Objects.requireNonNull(model, "model");
        this.inputWidth = model.inputWidth();
        this.outputWidth = model.outputWidth();
        this.stages = PredictorStage.of(model);
        int hidden = 0;
        for (int i = 0; i < stages.length - 1; i++) {
            hidden = Math.max(hidden, stages[i].outputWidth());
        }
        this.widest = hidden;
    }

    /**
     * The width of an input row.
     *
     * @return the width
     */
    public int inputWidth() {
        return inputWidth;
    }

    /**
     * The width of an output row.
     *
     * @return the width
     */
    public int outputWidth() {
        return outputWidth;
    }

    /**
     * The outputs of a batch, computed on the calling thread.
     *
     * @param batch samples, at least 1
     * @param input {@code [batch, inputWidth]}, read
     * @param inputOffset index of the first input
     * @param output {@code [batch, outputWidth]}, overwritten; apart from the input
     * @param outputOffset index of the first output
     * @throws IllegalArgumentException if {@code batch < 1}, or output and input overlap
     * @throws IndexOutOfBoundsException if the batch does not lie in an array
     */
    public void predict(int batch, float[] input, int inputOffset, float[] output, int outputOffset) {
        predict(batch, input, inputOffset, output, outputOffset, Parallelism.SEQUENTIAL);
    }

    /**
     * The outputs of a batch.
     *
     * @param batch samples, at least 1
     * @param input {@code [batch, inputWidth]}, read
     * @param inputOffset index of the first input
     * @param output {@code [batch, outputWidth]}, overwritten; apart from the input
     * @param outputOffset index of the first output
     * @param parallelism which threads may help; without influence on the result
     * @throws IllegalArgumentException if {@code batch < 1}, or output and input overlap
     * @throws IndexOutOfBoundsException if the batch does not lie in an array
     */
    public void predict(
            int batch, float[] input, int inputOffset, float[] output, int outputOffset, Parallelism parallelism) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: " + batch + " (expected: >= 1)");
        }
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(parallelism, "parallelism");
        long inputs = (long) batch * inputWidth;
        long outputs = (long) batch * outputWidth;
        Ranges.span("input", input.length, inputOffset, inputs);
        Ranges.span("output", output.length, outputOffset, outputs);
        if (input == output && inputOffset < outputOffset + outputs && outputOffset < inputOffset + inputs) {
            throw new IllegalArgumentException("outputOffset: " + outputOffset + " (expected: output apart from input,"
                    + " which spans elements " + inputOffset + " to " + (inputOffset + inputs - 1)
                    + " of the same array)");
        }
        Scratch buffers = scratch.get();
        if (buffers.even.length < (long) Math.min(batch, ROWS) * widest) {
            buffers.even = new float[Math.min(batch, ROWS) * widest];
            buffers.odd = new float[Math.min(batch, ROWS) * widest];
        }
        for (int row = 0; row < batch; row += ROWS) {
            rows(
                    Math.min(ROWS, batch - row),
                    input,
                    inputOffset + row * inputWidth,
                    output,
                    outputOffset + row * outputWidth,
                    buffers,
                    parallelism);
        }
    }

    private void rows(
            int rows,
            float[] input,
            int inputOffset,
            float[] output,
            int outputOffset,
            Scratch buffers,
            Parallelism parallelism) {
        float[] x = input;
        int xOffset = inputOffset;
        for (int i = 0; i < stages.length; i++) {
            boolean last = i == stages.length - 1;
            float[] y = last ? output : i % 2 == 0 ? buffers.even : buffers.odd;
            int yOffset = last ? outputOffset : 0;
            stages[i].run(rows, x, xOffset, y, yOffset, parallelism);
            x = y;
            xOffset = yOffset;
        }
    }
}
