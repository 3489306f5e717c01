package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.data.Dataset;

/**
 * How well a model does on labelled samples.
 *
 * @param loss mean loss
 * @param accuracy share of the samples whose predicted class is their label
 * @param confusion how many samples of each class were taken for each, {@code [actual][predicted]}; empty beyond 4,096
 *     classes, where it would take more than 64 MiB; not copied
 */
public record Evaluation(double loss, double accuracy, int[][] confusion) {
    /** Large enough for the speed of the matrix product, small enough for little memory. */
    static final int BATCH = 256;

    private static final int MOST_CONFUSED_CLASSES = 4096;

    /**
     * Evaluates a model. Losses are added sample by sample, in double, in ascending order, so the result has the same
     * bits for any parallelism.
     *
     * @param model the model
     * @param data at least one sample, with as many features as the model has inputs and as many classes as it has
     *     outputs
     * @param loss which loss
     * @param parallelism which threads may help
     * @return the evaluation
     * @throws IllegalArgumentException if the data is empty or does not fit the model
     */
    public static Evaluation of(Mlp model, Dataset data, Loss loss, Parallelism parallelism) {
        Objects.requireNonNull(loss, "loss");
        requireFit("data", data, model);
        int counted = model.outputWidth() <= MOST_CONFUSED_CLASSES ? model.outputWidth() : 0;
        Workspace workspace = new Workspace(model, Math.min(BATCH, data.size()), parallelism);
        return of(model, workspace, data, loss, new int[counted][counted]);
    }

    /** Loss and accuracy alone, in a workspace of the model, whose size does not influence the result. */
    static Evaluation withoutConfusion(Mlp model, Workspace workspace, Dataset data, Loss loss) {
        return of(model, workspace, data, loss, new int[0][0]);
    }

    private static Evaluation of(Mlp model, Workspace workspace, Dataset data, Loss loss, int[][] confusion) {
        int width = model.outputWidth();
        float[] target = new float[width];
        float[] gradOutput = new float[width];
        double sum = 0;
        int right = 0;
        for (int first = 0; first < data.size(); first += workspace.maxBatch()) {
            int batch = Math.min(workspace.maxBatch(), data.size() - first);
            workspace.forward(batch, data.features(), first * data.width());
            for (int i = 0; i < batch; i++) {
                sum += loss.ofLabels(
                        1, width, workspace.output(), i * width, data.labels(), first + i, target, gradOutput);
                int label = data.labels()[first + i];
                int predicted = workspace.predicted(i);
                if (confusion.length > 0) {
                    confusion[label][predicted]++;
                }
                if (predicted == label) {
                    right++;
                }
            }
        }
        return new Evaluation(sum / data.size(), (double) right / data.size(), confusion);
    }

    /** Requires samples that a model can be trained or evaluated on. */
    static void requireFit(String name, Dataset data, Mlp model) {
        if (data.size() == 0) {
            throw new IllegalArgumentException(name + ": 0 samples (expected: at least 1)");
        }
        if (data.width() != model.inputWidth()) {
            throw new IllegalArgumentException(name + ".width: " + data.width() + " (expected: " + model.inputWidth()
                    + ", the model's inputWidth)");
        }
        if (data.classes() != model.outputWidth()) {
            throw new IllegalArgumentException(name + ".classes: " + data.classes() + " (expected: "
                    + model.outputWidth() + ", the model's outputWidth)");
        }
    }
}
