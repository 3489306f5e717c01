package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.data.Dataset;

class TrainerTest {
    private static final Parallelism SEQUENTIAL = Parallelism.SEQUENTIAL;

    @Test
    void learnsExclusiveOr() {
        Dataset xor = new Dataset(2, 2, new float[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {0, 1, 1, 0});
        for (Loss loss : Networks.LOSSES) {
            Mlp model = new Mlp(List.of(new Dense(2, 8), Activation.TANH, new Dense(8, 2)));
            Initialization.GLOROT_UNIFORM.apply(model, 1);
            Recorder recorder = new Recorder();
            new Trainer(model, new TrainingOptions(200, 4, loss, new Adam(0.05f), 1, SEQUENTIAL), recorder)
                    .fit(xor, null);
            Evaluation evaluation = Evaluation.of(model, xor, loss, SEQUENTIAL);
            assertEquals(1, evaluation.accuracy());
            if (loss == Loss.ABSOLUTE_ERROR) {
                // Adam's steps around a corner do not end.
                assertTrue(evaluation.loss() < 0.1, loss.name() + ": " + evaluation.loss());
            } else if (loss == Networks.SMOOTHED) {
                // The targets' own entropy remains: 0.9 and 0.1.
                assertEquals(0.3251, evaluation.loss(), 0.01);
            } else {
                assertTrue(evaluation.loss() < 0.01, loss.name() + ": " + evaluation.loss());
            }
            assertEquals(200, recorder.batches.size());
        }
    }

    @Test
    void learnsASeparableSetByMiniBatchesAndReportsEachEpoch() {
        Dataset train = corners(203, 1);
        Dataset validation = corners(600, 2);
        Mlp model = model(1);
        Recorder recorder = new Recorder();
        TrainingOptions options =
                new TrainingOptions(8, 10, Loss.SOFTMAX_CROSS_ENTROPY, new GradientDescent(0.5f), 1, SEQUENTIAL);
        TrainingResult result = new Trainer(model, options, recorder).fit(train, validation);

        assertEquals(8, result.epochs());
        assertEquals(8 * 21, result.steps());
        assertFalse(result.cancelled());
        assertTrue(result.seconds() > 0 && result.samplesPerSecond() > 0);
        assertEquals(8, recorder.epochs.size());
        for (int i = 0; i < 8; i++) {
            EpochReport report = recorder.epochs.get(i);
            assertEquals(i + 1, report.epoch());
            assertEquals(8, report.epochs());
            assertTrue(report.seconds() > 0 && report.samplesPerSecond() > 0);
        }
        EpochReport last = recorder.epochs.get(7);
        Evaluation evaluation = Evaluation.of(model, validation, options.loss(), SEQUENTIAL);
        assertEquals(evaluation.loss(), last.validationLoss());
        assertEquals(evaluation.accuracy(), last.validationAccuracy());
        assertTrue(last.validationAccuracy() > 0.97, "accuracy: " + last.validationAccuracy());
        assertTrue(last.trainAccuracy() > 0.97, "accuracy: " + last.trainAccuracy());
        assertTrue(last.trainLoss() < recorder.epochs.get(0).trainLoss());
    }

    /** A rate so small that no parameter moves: an epoch then evaluates the model, each sample once. */
    @Test
    void eachEpochSeesEachSampleOnceInAnotherOrder() {
        Dataset data = corners(10, 3);
        for (Loss loss : Networks.LOSSES) {
            Mlp model = model(4);
            Arrays.fill(model.parameters(), model.biasOffset(0), model.weightsOffset(2), 0.5f);
            Arrays.fill(model.parameters(), model.biasOffset(2), model.parameters().length, 0.25f);
            float[] parameters = model.parameters().clone();
            Recorder recorder = new Recorder();
            TrainingOptions options = new TrainingOptions(3, 4, loss, new GradientDescent(1e-30f), 6, SEQUENTIAL);
            new Trainer(model, options, recorder).fit(data, null);
            assertArrayEquals(parameters, model.parameters());

            Evaluation expected = Evaluation.of(model, data, loss, SEQUENTIAL);
            for (EpochReport report : recorder.epochs) {
                assertEquals(expected.loss(), report.trainLoss(), 8 * 0x1p-24 * expected.loss());
                assertEquals(expected.accuracy(), report.trainAccuracy());
                assertTrue(Double.isNaN(report.validationLoss()) && Double.isNaN(report.validationAccuracy()));
            }
            assertEquals(9, recorder.batches.size());
            for (int i = 0; i < 9; i++) {
                BatchReport report = recorder.batches.get(i);
                assertEquals(i / 3 + 1, report.epoch());
                assertEquals(i % 3 + 1, report.batch());
                assertEquals(3, report.batches());
                assertEquals(i + 1, report.step());
                assertEquals(i % 3 == 2 ? 2 : 4, report.samples());
            }
            assertNotEquals(
                    recorder.batches.get(0).loss(), recorder.batches.get(3).loss());
            assertNotEquals(
                    recorder.batches.get(3).loss(), recorder.batches.get(6).loss());
        }
    }

    @Test
    void theSeedDecidesAndTheThreadsDoNot() {
        Dataset data = corners(157, 5);
        float[] expected = null;
        ForkJoinPool pool = new ForkJoinPool(3);
        try {
            for (int width : new int[] {1, 2, 3, 7}) {
                float[] trained = trained(data, 10, 8, new Parallelism(pool, width));
                expected = expected == null ? trained : expected;
                assertArrayEquals(expected, trained);
            }
        } finally {
            pool.shutdown();
        }
        assertFalse(Arrays.equals(expected, trained(data, 10, 9, SEQUENTIAL)));
        assertArrayEquals(trained(data, 157, 8, SEQUENTIAL), trained(data, 1_000_000, 9, SEQUENTIAL));
    }

    private static float[] trained(Dataset data, int batch, long seed, Parallelism parallelism) {
        Mlp model = model(2);
        TrainingOptions options =
                new TrainingOptions(3, batch, Loss.SOFTMAX_CROSS_ENTROPY, new Adam(0.01f), seed, parallelism);
        new Trainer(model, options, TrainingListener.NONE).fit(data, null);
        return model.parameters();
    }

    @Test
    void cancelTakesEffectBeforeTheNextBatch() {
        Mlp model = model(2);
        Trainer[] trainer = new Trainer[1];
        Recorder recorder = new Recorder() {
            @Override
            public void batchDone(BatchReport report) {
                super.batchDone(report);
                if (report.step() == 13) {
                    Thread other = new Thread(trainer[0]::cancel);
                    other.start();
                    join(other);
                }
            }
        };
        trainer[0] = new Trainer(model, options(100, 10, new GradientDescent(0.1f)), recorder);
        TrainingResult result = trainer[0].fit(corners(100, 1), corners(20, 2));
        assertTrue(result.cancelled());
        assertEquals(13, result.steps());
        assertEquals(1, result.epochs());
        assertEquals(1, recorder.epochs.size());
        assertEquals(13, recorder.batches.size());

        float[] parameters = model.parameters().clone();
        TrainingResult after = trainer[0].fit(corners(100, 1), null);
        assertTrue(after.cancelled());
        assertEquals(0, after.steps());
        assertEquals(0, after.samplesPerSecond());
        assertArrayEquals(parameters, model.parameters());
    }

    @Test
    void cancelAfterTheLastBatchComesTooLate() {
        Trainer[] trainer = new Trainer[1];
        Recorder recorder = new Recorder() {
            @Override
            public void batchDone(BatchReport report) {
                trainer[0].cancel();
            }
        };
        trainer[0] = new Trainer(model(2), options(1, 100, new GradientDescent(0.1f)), recorder);
        TrainingResult result = trainer[0].fit(corners(100, 1), null);
        assertFalse(result.cancelled());
        assertEquals(1, result.epochs());
        assertEquals(1, recorder.epochs.size());
    }

    @Provide
    Arbitrary<Loss> losses() {
        return Arbitraries.of(Networks.LOSSES);
    }

    @Provide
    Arbitrary<Mlp> networks() {
        return Networks.any();
    }

    @Provide
    Arbitrary<Optimizer> wildOptimizers() {
        Arbitrary<Float> rates = Arbitraries.of(1f, 1e3f, 1e10f, 1e19f, 1e25f, 1e30f, Float.MAX_VALUE);
        return Arbitraries.oneOf(rates.map(GradientDescent::new), rates.map(Adam::new));
    }

    @Property(tries = 500)
    void whateverHappensFiniteParametersStayFinite(
            @ForAll("networks") Mlp model, @ForAll("losses") Loss loss, @ForAll("wildOptimizers") Optimizer optimizer) {
        int size = 7;
        float[] features = new float[size * model.inputWidth()];
        int[] labels = new int[size];
        Networks.fill(features, 1, 2);
        for (int i = 0; i < size; i++) {
            labels[i] = i % model.outputWidth();
        }
        Dataset data = new Dataset(model.inputWidth(), model.outputWidth(), features, labels);
        Trainer trainer =
                new Trainer(model, new TrainingOptions(10, 3, loss, optimizer, 0, SEQUENTIAL), TrainingListener.NONE);
        try {
            trainer.fit(data, data);
        } catch (NonFiniteException stop) {
            assertTrue(stop.step() >= 1 && stop.step() <= 30);
            assertTrue(stop.layer() >= 0 && stop.layer() < model.layers().size());
            assertTrue(stop.getMessage().contains("layer " + stop.layer() + " ("), stop.getMessage());
        }
        for (float parameter : model.parameters()) {
            assertTrue(Float.isFinite(parameter));
        }
    }

    @Test
    void anInfiniteOutputStopsTheRunAtItsFirstLayer() {
        Mlp model = new Mlp(List.of(new Dense(1, 1), Activation.RELU, new Dense(1, 1), new Dense(1, 1)));
        float[] parameters = {1e30f, 0, 1e30f, 0, 1, 0};
        System.arraycopy(parameters, 0, model.parameters(), 0, 6);
        assertStops(
                model,
                1,
                new GradientDescent(1),
                "loss is Infinity at step 1 (output of layer 2 (dense 1 -> 1))",
                2,
                parameters);
    }

    @Test
    void anInfiniteGradientStopsTheRunAtTheLayerNearestToTheLoss() {
        Mlp model = new Mlp(List.of(new Dense(1, 1), Activation.RELU, new Dense(1, 1)));
        float[] parameters = {1, 0, 1, 0};
        System.arraycopy(parameters, 0, model.parameters(), 0, 4);
        assertStops(
                model,
                1e20f,
                new GradientDescent(1),
                "gradient of layer 2 (dense 1 -> 1) is Infinity at step 1",
                2,
                parameters);
    }

    @Test
    void aStepThatOverflowsIsTakenBack() {
        Mlp model = new Mlp(List.of(new Dense(1, 1)));
        assertStops(
                model,
                1e19f,
                new GradientDescent(1e30f),
                "parameter of layer 0 (dense 1 -> 1) is Infinity after step 1",
                0,
                new float[2]);
    }

    /** The first step overflows, the second sees it in its loss. */
    @Test
    void aStepThatOverflowsInMidEpochIsTakenBackToo() {
        Mlp model = new Mlp(List.of(new Dense(1, 1)));
        Dataset data = new Dataset(1, 1, new float[] {1e19f, 1e19f}, new int[2]);
        Trainer trainer = new Trainer(
                model,
                new TrainingOptions(1, 1, Loss.SUM_OF_SQUARES, new GradientDescent(1e30f), 0, SEQUENTIAL),
                TrainingListener.NONE);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> trainer.fit(data, null));
        assertEquals("loss is Infinity at step 2 (output of layer 0 (dense 1 -> 1))", stop.getMessage());
        assertArrayEquals(new float[2], model.parameters());
    }

    private static void assertStops(
            Mlp model, float feature, Optimizer optimizer, String message, int layer, float[] parameters) {
        Dataset data = new Dataset(1, 1, new float[] {feature}, new int[1]);
        Trainer trainer = new Trainer(
                model, new TrainingOptions(5, 1, Loss.SUM_OF_SQUARES, optimizer, 0, SEQUENTIAL), TrainingListener.NONE);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> trainer.fit(data, null));
        assertEquals(message, stop.getMessage());
        assertEquals(layer, stop.layer());
        assertEquals(1, stop.step());
        assertArrayEquals(parameters, model.parameters());
    }

    @Test
    void aValidationLossThatIsNotFiniteStopsTheRun() {
        Mlp model = new Mlp(List.of(new Dense(1, 1)));
        model.parameters()[0] = 1e10f;
        Dataset train = new Dataset(1, 1, new float[] {0}, new int[1]);
        Dataset validation = new Dataset(1, 1, new float[] {1e30f}, new int[1]);
        Trainer trainer = new Trainer(
                model,
                new TrainingOptions(1, 1, Loss.SUM_OF_SQUARES, new GradientDescent(0.1f), 0, SEQUENTIAL),
                TrainingListener.NONE);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> trainer.fit(train, validation));
        assertEquals("validation loss is Infinity after step 1 (output of layer 0 (dense 1 -> 1))", stop.getMessage());
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTraining() {
        Mlp model = model(1);
        float[] parameters = model.parameters().clone();
        Trainer trainer = new Trainer(model, options(1, 4, new GradientDescent(1)), TrainingListener.NONE);
        Dataset right = corners(8, 1);
        Dataset wide = new Dataset(3, 2, new float[3], new int[1]);
        Dataset classes = new Dataset(2, 4, new float[2], new int[1]);
        Dataset empty = new Dataset(2, 2, new float[0], new int[0]);
        assertMessage("train.width: 3 (expected: 2, the model's inputWidth)", () -> trainer.fit(wide, null));
        assertMessage("train.classes: 4 (expected: 2, the model's outputWidth)", () -> trainer.fit(classes, null));
        assertMessage("train: 0 samples (expected: at least 1)", () -> trainer.fit(empty, null));
        assertMessage("validation.width: 3 (expected: 2, the model's inputWidth)", () -> trainer.fit(right, wide));
        assertMessage("validation: 0 samples (expected: at least 1)", () -> trainer.fit(right, empty));
        assertArrayEquals(parameters, model.parameters());
        model.parameters()[5] = Float.NaN;
        assertMessage("model.parameters[5]: NaN (expected: finite numbers)", () -> trainer.fit(right, null));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertMessage("epochs: 0 (expected: >= 1)", () -> options(0, 1, new GradientDescent(1)));
        assertMessage("batch: 0 (expected: >= 1)", () -> options(1, 0, new GradientDescent(1)));
    }

    private static TrainingOptions options(int epochs, int batch, Optimizer optimizer) {
        return new TrainingOptions(epochs, batch, Loss.SOFTMAX_CROSS_ENTROPY, optimizer, 1, SEQUENTIAL);
    }

    private static Mlp model(long seed) {
        Mlp model = new Mlp(List.of(new Dense(2, 6), Activation.TANH, new Dense(6, 2)));
        Initialization.GLOROT_UNIFORM.apply(model, seed);
        return model;
    }

    /** Points of the unit square; those beyond its diagonal, which keeps clear, are of class 1. */
    private static Dataset corners(int size, long seed) {
        CounterRandom random = new CounterRandom(seed, 'C');
        float[] features = new float[2 * size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.below(3 * i, 2);
            float shift = labels[i] == 1 ? 0.1f : -0.1f;
            float x = random.uniform(3 * i + 1);
            float y = labels[i] == 1 ? 1 - x * random.uniform(3 * i + 2) : (1 - x) * random.uniform(3 * i + 2);
            features[2 * i] = x + shift;
            features[2 * i + 1] = y + shift;
        }
        return new Dataset(2, 2, features, labels);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    /** Keeps all reports. */
    private static class Recorder implements TrainingListener {
        final List<BatchReport> batches = new ArrayList<>();
        final List<EpochReport> epochs = new ArrayList<>();

        @Override
        public void batchDone(BatchReport report) {
            batches.add(report);
        }

        @Override
        public void epochDone(EpochReport report) {
            epochs.add(report);
        }
    }
}
