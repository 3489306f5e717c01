package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Parallelism;

class DropoutTest {
    /**
     * The textbook drops hidden units without scaling, and multiplies the weights behind them by p at test time. The
     * outputs of training, averaged over many masks, come to that: an output {@code Σ r·w·h} of independent r in {0, 1}
     * is a sum of bounded terms, so by Hoeffding's inequality the mean over N masks is off from {@code Σ p·w·h} by at
     * most {@code √(ln(2/δ) · Σ(w·h)² / 2N)} with a probability of at least 1 − δ, δ = 10⁻⁹. Ours is scaled by 1/p.
     */
    @Test
    void theMeanOverMasksIsTheTextbooksWeightsTimesP() {
        int hidden = 24;
        int masks = 20_000;
        float[] input = {0.5f, -1.5f, 2};
        for (float p : new float[] {0.2f, 0.5f, 0.9f}) {
            Mlp model = new Mlp(List.of(new Dense(3, hidden), Activation.TANH, new Dropout(p), new Dense(hidden, 1)));
            Networks.fill(model.parameters(), 1, 2);
            model.parameters()[model.biasOffset(3)] = 0;
            Mlp textbook = new Mlp(List.of(new Dense(3, hidden), Activation.TANH, new Dense(hidden, 1)));
            System.arraycopy(model.parameters(), 0, textbook.parameters(), 0, model.parameters().length);
            double squares = 0;
            float[] firstLayer = Arrays.copyOf(model.parameters(), model.weightsOffset(3));
            double[] h = new NaiveMlp(new Mlp(List.of(new Dense(3, hidden), Activation.TANH)))
                    .output(NaiveMlp.widen(firstLayer), NaiveMlp.widen(input));
            for (int j = 0; j < hidden; j++) {
                int weight = textbook.weightsOffset(2) + j;
                squares += Math.pow(textbook.parameters()[weight] * h[j], 2);
                textbook.parameters()[weight] *= p;
            }
            double expected =
                    new NaiveMlp(textbook).output(NaiveMlp.widen(textbook.parameters()), NaiveMlp.widen(input))[0];
            Workspace workspace = new Workspace(model, 1, Parallelism.SEQUENTIAL);
            double mean = 0;
            for (int step = 0; step < masks; step++) {
                workspace.forwardTraining(1, input, 0, 9, step);
                mean += p * (double) workspace.output()[0] / masks;
            }
            double bound = Math.sqrt(Math.log(2 / 1e-9) * squares / (2.0 * masks));
            // 24 terms of less than 2 in float, rounded some 30 times.
            assertEquals(expected, mean, bound + 30 * 48 * 0x1p-24);
        }
    }

    @Test
    void inferenceAndKeepOneDoNothing() {
        Mlp plain = new Mlp(List.of(new Dense(4, 9), Activation.RELU, new Dense(9, 3)));
        Networks.fill(plain.parameters(), 1, 2);
        float[] input = new float[20];
        Networks.fill(input, 3, 4);
        Workspace expected = new Workspace(plain, 5, Parallelism.SEQUENTIAL);
        expected.forward(5, input, 0);
        expected.loss(Loss.SUM_OF_SQUARES, new int[5], 0);
        expected.backward();
        for (float keep : new float[] {0.5f, 1}) {
            Mlp model = new Mlp(List.of(
                    new Dense(4, 9),
                    new Dropout(keep),
                    Activation.RELU,
                    new Dropout(keep),
                    new Dense(9, 3),
                    new Dropout(keep)));
            System.arraycopy(plain.parameters(), 0, model.parameters(), 0, plain.parameters().length);
            Workspace workspace = new Workspace(model, 5, Parallelism.SEQUENTIAL);
            workspace.forwardTraining(5, input, 0, 1, 1);
            assertEquals(keep == 1, Arrays.equals(expected.output(), workspace.output()));
            workspace.forward(5, input, 0);
            assertArrayEquals(expected.output(), workspace.output());
            workspace.loss(Loss.SUM_OF_SQUARES, new int[5], 0);
            workspace.backward();
            assertArrayEquals(expected.gradients(), workspace.gradients());
        }
    }

    /** Another step, seed or layer has another mask; threads change nothing. */
    @Test
    void masksDependOnSeedStepAndLayerAlone() {
        Mlp model = new Mlp(List.of(new Dense(1, 200), new Dropout(0.5f), new Dropout(0.5f)));
        Arrays.fill(model.parameters(), 200, 400, 1);
        float[] input = new float[64];
        Workspace workspace = new Workspace(model, 64, Parallelism.SEQUENTIAL);
        float[] first = outputs(workspace, input, 1, 1);
        assertTrue(!Arrays.equals(first, outputs(workspace, input, 1, 2)));
        assertTrue(!Arrays.equals(first, outputs(workspace, input, 2, 1)));
        int kept = 0;
        for (float y : first) {
            assertTrue(y == 0 || y == 4);
            kept += y == 4 ? 1 : 0;
        }
        // Both layers keep a quarter of 12,800, by Hoeffding within 4 % of all but for one case in 10⁹: with one mask
        // for both it would be half.
        assertEquals(0.25, kept / 12_800.0, Math.sqrt(Math.log(2e9) / (2 * 12_800)));
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            Workspace parallel = new Workspace(model, 64, new Parallelism(pool, 3));
            assertArrayEquals(first, outputs(parallel, input, 1, 1));
        } finally {
            pool.shutdown();
        }
    }

    private static float[] outputs(Workspace workspace, float[] input, long seed, long step) {
        workspace.forwardTraining(64, input, 0, seed, step);
        return workspace.output().clone();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (float keep : new float[] {0, -0.5f, 1.5f, Float.NaN}) {
            assertMessage("keep: " + keep + " (expected: 0 < keep <= 1)", () -> new Dropout(keep));
        }
        Mlp model = new Mlp(List.of(new Dense(1, 1), new Dropout(0.5f)));
        Workspace workspace = new Workspace(model, 1, Parallelism.SEQUENTIAL);
        for (long step : new long[] {-1, 1L << 56}) {
            assertMessage(
                    "step: " + step + " (expected: 0 <= step < 2^56)",
                    () -> workspace.forwardTraining(1, new float[1], 0, 0, step));
        }
        assertMessage(
                "layers[0]: Dropout[keep=0.5] (expected: a dense layer)",
                () -> new Mlp(List.of(new Dropout(0.5f), new Dense(1, 1))));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
