package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two implementations that share no code but the start. */
class EjmlTrainingTest {
    private static TrainingTask task(String text) {
        return TrainingTask.random(StepCase.parse(text), 0.01f);
    }

    private static TrainingRun lanewise(TrainingTask task) {
        return LanewiseLibrary.on(1).training(task).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9-17-5-3/7/gd",
                "9-17-5-3/7/adam",
                "9-17-5-1/7/gd",
                "9-17-5-1/7/adam",
                "5-4/1/gd",
                "70-80-90-2/33/adam"
            })
    void agreesWithLanewiseFromStepToStep(String text) {
        TrainingTask task = task(text);
        try (TrainingRun ours = lanewise(task);
                TrainingRun theirs = new EjmlLibrary(1).training(task).orElseThrow();
                TrainingRun threaded = new EjmlTraining(task, 2)) {
            double first = 0;
            for (int step = 0; step < 20; step++) {
                ours.steps(1);
                theirs.steps(1);
                threaded.steps(1);
                first = step == 0 ? ours.loss() : first;
                assertEquals(ours.loss(), theirs.loss(), 1e-4 * first, "step " + step);
                assertEquals(theirs.loss(), threaded.loss(), 1e-4 * first, "step " + step);
            }
            assertTrue(ours.loss() < 0.99 * first, "from " + first + " to " + ours.loss());
        }
    }

    @Test
    void theFirstLossIsAsComputedByHand() {
        // One layer, one sample, bias 0: softmax cross-entropy of two logits.
        TrainingTask task = new TrainingTask(
                StepCase.parse("2-2/1/gd"),
                0.5f,
                new float[] {1, 2, 3, 4, 0, 0},
                new float[] {1, -1},
                new int[] {1},
                new float[] {0});
        // Logits 1 − 3 and 2 − 4 are equal; the gradient of the logits is (1/2, −1/2), of W its products with x.
        try (TrainingRun run = new EjmlTraining(task, 1)) {
            run.steps(1);
            assertEquals(Math.log(2), run.loss(), 1e-6);
            run.steps(1);
            // Each logit moves by 0.5 · (2 for x, 1 for the bias) · 1/2, apart from the other.
            assertEquals(Math.log1p(Math.exp(-1.5)), run.loss(), 1e-6);
        }
    }

    @Test
    void agreementRefusesAMissingUpdate() {
        TrainingTask task = task("64-32-10/16/adam");
        Agreement agreement = new Agreement("case", lanewise(task));
        agreement.check("EJML", new EjmlTraining(task, 1));
        TrainingTask idle = new TrainingTask(
                task.stepCase(), 1e-12f, task.parameters(), task.inputs(), task.labels(), task.targets());
        ArithmeticException refused =
                assertThrows(ArithmeticException.class, () -> agreement.check("Idle", lanewise(idle)));
        assertTrue(refused.getMessage().startsWith("Idle, case: the loss of step 2 is "), refused.getMessage());
        assertThrows(ArithmeticException.class, () -> new Agreement("idle", lanewise(idle)));
    }

    @Test
    void agreementRefusesOtherParametersAndNaN() {
        TrainingTask task = task("64-32-10/16/gd");
        Agreement agreement = new Agreement("case", lanewise(task));
        float[] others = task.parameters().clone();
        others[others.length - 1] += 0.01f;
        assertThrows(ArithmeticException.class, () -> agreement.check("bias", lanewise(with(task, others))));
        others[0] = Float.NaN;
        assertThrows(ArithmeticException.class, () -> agreement.check("NaN", lanewise(with(task, others))));
    }

    private static TrainingTask with(TrainingTask task, float[] parameters) {
        return new TrainingTask(task.stepCase(), task.rate(), parameters, task.inputs(), task.labels(), task.targets());
    }
}
