package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.data.Dataset;

class EvaluationTest {
    /** The identity: its outputs are the features. */
    private static Mlp identity() {
        Mlp model = new Mlp(List.of(new Dense(2, 2)));
        model.parameters()[0] = 1;
        model.parameters()[3] = 1;
        return model;
    }

    @Test
    void countsWhatAHandCounts() {
        float[] features = {2, 1, 0, 3, 5, 5, -1, -4, 1, 2};
        int[] labels = {0, 1, 1, 1, 1};
        Dataset data = new Dataset(2, 2, features, labels);

        Evaluation squares = Evaluation.of(identity(), data, Loss.SUM_OF_SQUARES, Parallelism.SEQUENTIAL);
        // (1 + 1) + (0 + 4) + (25 + 16) + (1 + 25) + (1 + 1), over five.
        assertEquals(75.0 / 5, squares.loss());
        assertEquals(3.0 / 5, squares.accuracy());
        assertArrayEquals(new int[][] {{1, 0}, {2, 2}}, squares.confusion());

        Evaluation entropy = Evaluation.of(identity(), data, Loss.SOFTMAX_CROSS_ENTROPY, Parallelism.SEQUENTIAL);
        double expected = (Math.log1p(Math.exp(-1))
                        + Math.log1p(Math.exp(-3))
                        + Math.log(2)
                        + Math.log1p(Math.exp(3))
                        + Math.log1p(Math.exp(-1)))
                / 5;
        assertEquals(expected, entropy.loss(), 4 * 0x1p-24);
        assertEquals(squares.accuracy(), entropy.accuracy());
    }

    @Test
    void theSizeOfTheWorkspaceChangesNoBit() {
        int size = 700;
        float[] features = new float[size * 5];
        int[] labels = new int[size];
        Networks.fill(features, 1, 0);
        for (int i = 0; i < size; i++) {
            labels[i] = new CounterRandom(1, 1).below(i, 3);
        }
        Dataset data = new Dataset(5, 3, features, labels);
        Mlp model = new Mlp(List.of(new Dense(5, 8), Activation.TANH, new Dense(8, 3)));
        Initialization.GLOROT_UNIFORM.apply(model, 0);
        for (Loss loss : Networks.LOSSES) {
            Evaluation expected = Evaluation.of(model, data, loss, Parallelism.SEQUENTIAL);
            int total = 0;
            for (int[] row : expected.confusion()) {
                for (int count : row) {
                    total += count;
                }
            }
            assertEquals(size, total);
            for (int maxBatch : new int[] {1, 7, 699, 700, 1000}) {
                Workspace workspace = new Workspace(model, maxBatch, Parallelism.SEQUENTIAL);
                Evaluation evaluation = Evaluation.withoutConfusion(model, workspace, data, loss);
                assertEquals(expected.loss(), evaluation.loss());
                assertEquals(expected.accuracy(), evaluation.accuracy());
            }
        }
    }

    /** Of 60,000 classes the matrix would take 14 GB. */
    @Test
    void beyondSomeClassesOnlyLossAndAccuracyAreTold() {
        for (int classes : new int[] {4096, 4097, 60_000}) {
            Mlp model = new Mlp(List.of(new Dense(1, classes)));
            model.parameters()[classes - 1] = 1;
            Dataset data = new Dataset(1, classes, new float[] {1, 1}, new int[] {classes - 1, 0});
            Evaluation evaluation = Evaluation.of(model, data, Loss.SUM_OF_SQUARES, Parallelism.SEQUENTIAL);
            assertEquals(0.5, evaluation.accuracy());
            assertEquals(classes > 4096 ? 0 : classes, evaluation.confusion().length);
        }
    }

    @Test
    void dataThatDoesNotFitIsRefused() {
        assertMessage(
                "data.width: 3 (expected: 2, the model's inputWidth)", new Dataset(3, 2, new float[3], new int[1]));
        assertMessage(
                "data.classes: 3 (expected: 2, the model's outputWidth)", new Dataset(2, 3, new float[2], new int[1]));
        assertMessage("data: 0 samples (expected: at least 1)", new Dataset(2, 2, new float[0], new int[0]));
    }

    private static void assertMessage(String message, Dataset data) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Evaluation.of(identity(), data, Loss.SUM_OF_SQUARES, Parallelism.SEQUENTIAL))
                        .getMessage());
    }
}
