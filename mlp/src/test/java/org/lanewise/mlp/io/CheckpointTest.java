package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Adam;
import org.lanewise.mlp.AdamW;
import org.lanewise.mlp.BatchReport;
import org.lanewise.mlp.Checkpoint;
import org.lanewise.mlp.Clipping;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.EpochReport;
import org.lanewise.mlp.GradientDescent;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Momentum;
import org.lanewise.mlp.Nesterov;
import org.lanewise.mlp.Optimizer;
import org.lanewise.mlp.RmsProp;
import org.lanewise.mlp.Trainer;
import org.lanewise.mlp.TrainingListener;
import org.lanewise.mlp.TrainingOptions;
import org.lanewise.mlp.TrainingResult;
import org.lanewise.mlp.data.Dataset;

class CheckpointTest {
    private static final int BATCHES = 4;
    private static final int EPOCHS = 3;
    private static final Dataset DATA = data(38);

    @TempDir
    private Path directory;

    static List<Optimizer> optimizers() {
        return List.of(
                new GradientDescent(0.1f),
                new Momentum(0.05f),
                new Nesterov(0.05f),
                new RmsProp(0.01f),
                new Adam(0.01f),
                new AdamW(0.01f));
    }

    /** Stopped after any step, saved, loaded and taken up again: the run that was never stopped, bit for bit. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void aRunTakenUpAgainIsTheUninterruptedRun(Optimizer optimizer) throws IOException {
        TrainingOptions options = options(optimizer, 10, 7);
        Mlp expected = model();
        Recorder uninterrupted = new Recorder();
        TrainingResult whole = new Trainer(expected, options, uninterrupted).fit(DATA, DATA);
        assertEquals(EPOCHS * BATCHES, whole.steps());
        for (int stop = 1; stop <= EPOCHS * BATCHES; stop++) {
            Path file = directory.resolve("checkpoint");
            Mlp model = model();
            Trainer[] trainer = new Trainer[1];
            int last = stop;
            trainer[0] = new Trainer(model, options, new TrainingListener() {
                @Override
                public void batchDone(BatchReport report) {
                    if (report.step() == last) {
                        save(trainer[0].checkpoint(), file);
                        trainer[0].cancel();
                    }
                }
            });
            trainer[0].fit(DATA, DATA);
            Checkpoint checkpoint = CheckpointFile.load(file);
            assertArrayEquals(model.parameters(), ModelFile.load(file).parameters());
            Mlp other = new Mlp(model.layers());
            Recorder recorder = new Recorder();
            TrainingResult rest = new Trainer(other, options, recorder).resume(checkpoint, DATA, DATA);
            assertArrayEquals(expected.parameters(), other.parameters(), "stopped at step " + stop);
            assertEquals(whole.steps(), rest.steps());
            assertEquals(whole.epochs(), rest.epochs());
            assertEquals(uninterrupted.batches.subList(stop, uninterrupted.batches.size()), recorder.batches);
            List<EpochReport> reports = uninterrupted.epochs.subList((stop - 1) / BATCHES, EPOCHS);
            assertEquals(reports.size(), recorder.epochs.size());
            for (int i = 0; i < reports.size(); i++) {
                assertEquals(reports.get(i).trainLoss(), recorder.epochs.get(i).trainLoss());
                assertEquals(
                        reports.get(i).trainAccuracy(), recorder.epochs.get(i).trainAccuracy());
                assertEquals(
                        reports.get(i).validationLoss(), recorder.epochs.get(i).validationLoss());
            }
        }
    }

    /** Between epochs, and after the last: there a run with more epochs goes on. */
    @Test
    void aFinishedRunCanBeProlonged() {
        Mlp expected = model();
        new Trainer(expected, options(new Adam(0.01f), 10, 7), TrainingListener.NONE).fit(DATA, null);
        Mlp model = model();
        TrainingOptions two = new TrainingOptions(
                        2, 10, Loss.SOFTMAX_CROSS_ENTROPY, new Adam(0.01f), 7, Parallelism.SEQUENTIAL)
                .with(new Penalty(0.001f, 0.01f))
                .with(new Clipping(1, 0.5f));
        Trainer trainer = new Trainer(model, two, TrainingListener.NONE);
        trainer.fit(DATA, null);
        Checkpoint checkpoint = trainer.checkpoint();
        assertEquals(2, checkpoint.epochs());
        assertEquals(0, checkpoint.batches());
        new Trainer(model, options(new Adam(0.01f), 10, 7), TrainingListener.NONE).resume(checkpoint, DATA, null);
        assertArrayEquals(expected.parameters(), model.parameters());
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Mlp model = model();
        Trainer trainer = new Trainer(model, options(new Adam(0.01f), 10, 7), TrainingListener.NONE);
        assertMessage("checkpoint: no run yet (expected: fit or resume before)", trainer::checkpoint);
        trainer.fit(DATA, null);
        Checkpoint checkpoint = trainer.checkpoint();
        float[] parameters = model.parameters().clone();
        assertMessage(
                "checkpoint.stateNames: [exp_avg, exp_avg_sq] (expected: [momentum_buffer], those of"
                        + " Momentum[rate=0.1, momentum=0.9])",
                () -> resume(model, options(new Momentum(0.1f), 10, 7), checkpoint, DATA));
        assertMessage(
                "checkpoint.seed: 7 (expected: 8, the options')",
                () -> resume(model, options(new Adam(0.1f), 10, 8), checkpoint, DATA));
        assertMessage(
                "checkpoint.batch: 10 (expected: 9, the options')",
                () -> resume(model, options(new Adam(0.1f), 9, 7), checkpoint, DATA));
        assertMessage(
                "checkpoint.samples: 38 (expected: 20, the training set's)",
                () -> resume(model, options(new Adam(0.1f), 10, 7), checkpoint, data(20)));
        Mlp other = new Mlp(List.of(new Dense(2, 2)));
        assertMessage(
                "checkpoint.model.layers: " + model.layers() + " (expected: " + other.layers() + ", the model's)",
                () -> resume(other, options(new Adam(0.1f), 10, 7), checkpoint, DATA));
        assertArrayEquals(parameters, model.parameters());

        Path file = directory.resolve("model");
        ModelFile.save(model, file);
        assertEquals(
                file + ": a model without lanewise.training in its metadata (expected: a checkpoint)",
                assertThrows(ModelFormatException.class, () -> CheckpointFile.load(file))
                        .getMessage());
    }

    /** Numbers that are not finite are refused where they are taken over, and not where they are replaced anyway. */
    @Test
    void onlyFiniteNumbersAreTakenUp() {
        Trainer trainer = new Trainer(model(), options(new Adam(0.01f), 10, 7), TrainingListener.NONE);
        trainer.fit(DATA, null);
        Mlp spoilt = model();
        spoilt.parameters()[3] = Float.NaN;
        resume(spoilt, options(new Adam(0.01f), 10, 7), trainer.checkpoint(), DATA);
        assertArrayEquals(trainer.checkpoint().model().parameters(), spoilt.parameters());

        Mlp model = model();
        float[] before = model.parameters().clone();
        Checkpoint checkpoint = trainer.checkpoint();
        checkpoint.state().get(1)[2] = Float.POSITIVE_INFINITY;
        assertMessage(
                "checkpoint.state[1][2]: Infinity (expected: finite numbers)",
                () -> resume(model, options(new Adam(0.01f), 10, 7), checkpoint, DATA));
        checkpoint.model().parameters()[5] = Float.NaN;
        assertMessage(
                "checkpoint.model.parameters[5]: NaN (expected: finite numbers)",
                () -> resume(model, options(new Adam(0.01f), 10, 7), checkpoint, DATA));
        assertArrayEquals(before, model.parameters());
    }

    @Test
    void whatNoRunCanHaveIsRefused() {
        float[] state = new float[model().parameters().length];
        assertMessage(
                "seen: 9 (expected: 20, as 2 batches of 10 have)",
                () -> checkpoint(2, 9, List.of("a"), List.of(state)));
        assertMessage(
                "seen: 40 (expected: 38, as 4 batches of 10 have)",
                () -> checkpoint(4, 40, List.of("a"), List.of(state)));
        assertMessage(
                "stateNames: Bad Name (expected: 1 to 32 letters a to z and underscores)",
                () -> checkpoint(0, 0, List.of("Bad Name"), List.of(state)));
        assertMessage(
                "stateNames: [a, a] (expected: at most 4, all different)",
                () -> checkpoint(0, 0, List.of("a", "a"), List.of(state, state)));
        List<String> five = List.of("a", "b", "c", "d", "e");
        assertMessage(
                "stateNames: " + five + " (expected: at most 4, all different)",
                () -> checkpoint(0, 0, five, Collections.nCopies(5, state)));
    }

    private static Checkpoint checkpoint(int batches, long seen, List<String> names, List<float[]> state) {
        return new Checkpoint(model(), names, state, 7, 10, 38, 1, batches, 5, 1, 0, seen);
    }

    /** Any byte of a file that is changed is noticed: by the checksum, or by the form of what it changes. */
    @Test
    void aDamagedFileIsRefused() throws IOException {
        Trainer trainer = new Trainer(model(), options(new Adam(0.01f), 10, 7), TrainingListener.NONE);
        trainer.fit(DATA, null);
        Path file = directory.resolve("checkpoint");
        CheckpointFile.save(trainer.checkpoint(), file);
        byte[] bytes = Files.readAllBytes(file);
        Path damaged = directory.resolve("damaged");
        String header = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int training = header.indexOf("seed 7, batch 10");
        assertTrue(training > 0);
        for (int position : new int[] {training + 5, training + 14, bytes.length - 1, bytes.length / 2}) {
            byte[] changed = bytes.clone();
            changed[position] ^= 1;
            Files.write(damaged, changed);
            assertThrows(ModelFormatException.class, () -> CheckpointFile.load(damaged), "position " + position);
        }
        Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertThrows(ModelFormatException.class, () -> CheckpointFile.load(damaged));
    }

    private static void resume(Mlp model, TrainingOptions options, Checkpoint checkpoint, Dataset data) {
        new Trainer(model, options, TrainingListener.NONE).resume(checkpoint, data, null);
    }

    private static void save(Checkpoint checkpoint, Path file) {
        try {
            CheckpointFile.save(checkpoint, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingOptions options(Optimizer optimizer, int batch, long seed) {
        return new TrainingOptions(EPOCHS, batch, Loss.SOFTMAX_CROSS_ENTROPY, optimizer, seed, Parallelism.SEQUENTIAL)
                .with(new Penalty(0.001f, 0.01f))
                .with(new Clipping(1, 0.5f));
    }

    private static Mlp model() {
        Mlp model = new Mlp(List.of(new Dense(2, 6), Activation.TANH, new Dropout(0.7f), new Dense(6, 2)));
        Initialization.GLOROT_UNIFORM.apply(model, 1);
        return model;
    }

    private static Dataset data(int size) {
        CounterRandom random = new CounterRandom(3, 4);
        float[] features = new float[2 * size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            features[2 * i] = random.uniform(2L * i);
            features[2 * i + 1] = random.uniform(2L * i + 1);
            labels[i] = features[2 * i] > features[2 * i + 1] ? 1 : 0;
        }
        return new Dataset(2, 2, features, labels);
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call::run).getMessage());
    }

    /** Keeps all reports. */
    private static final class Recorder implements TrainingListener {
        private final List<BatchReport> batches = new ArrayList<>();
        private final List<EpochReport> epochs = new ArrayList<>();

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
