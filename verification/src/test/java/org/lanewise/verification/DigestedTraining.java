package org.lanewise.verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.mlp.Adam;
import org.lanewise.mlp.BatchReport;
import org.lanewise.mlp.Checkpoint;
import org.lanewise.mlp.Clipping;
import org.lanewise.mlp.EpochReport;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Predictor;
import org.lanewise.mlp.Trainer;
import org.lanewise.mlp.TrainingListener;
import org.lanewise.mlp.TrainingOptions;
import org.lanewise.mlp.Workspace;
import org.lanewise.mlp.data.Dataset;
import org.lanewise.mlp.io.CheckpointFile;

/**
 * A training run with Adam, dropout, penalties and clipping, and the SHA-256 of all its bits: each step's loss, each
 * epoch's figures, at the end the parameters, the optimizer's state, every loss with its gradients, and predictions, of
 * a batch and, which must be the same, of each row alone.
 *
 * <p>Also a program, for JVMs of all kinds: network, steps and threads are its arguments.
 */
final class DigestedTraining {
    /** The slowest run, in the interpreter, takes a quarter of it on a quiet core. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final String KERNELS = "kernels: ";
    private static final String DIGEST = "digest: ";

    private final DigestedNetwork network;
    private final int steps;
    private final Dataset train;
    private final Dataset validation;
    private final MessageDigest digest;
    private double accuracy;

    /** A run of so many steps, a multiple of those of an epoch. */
    DigestedTraining(DigestedNetwork network, int steps) {
        assert steps % network.batchesPerEpoch() == 0;
        this.network = network;
        this.steps = steps;
        this.train = network.train();
        this.validation = network.validation();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public static void main(String[] arguments) {
        DigestedNetwork network = DigestedNetwork.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[2]);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            String digest =
                    new DigestedTraining(network, Integer.parseInt(arguments[1])).run(new Parallelism(pool, threads));
            System.out.println(KERNELS + KernelSets.ACTIVE.name());
            System.out.println(DIGEST + digest);
        }
    }

    /** What a JVM of its own makes of the run. */
    static Outcome inJvm(List<String> jvmArguments, DigestedNetwork network, int steps, int threads) throws Exception {
        ForkedJvm jvm = ForkedJvm.run(
                LIMIT,
                jvmArguments,
                DigestedTraining.class,
                network.name(),
                Integer.toString(steps),
                Integer.toString(threads));
        return new Outcome(jvm.after(KERNELS), jvm.after(DIGEST));
    }

    /** The kernel set that served, and the digest. */
    record Outcome(String kernels, String digest) {}

    /** The digest of the run without a stop. */
    String run(Parallelism parallelism) {
        try {
            return run(new TreeSet<>(), List.of(parallelism), null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The digest of the run, stopped after some steps, saved, loaded and taken up by a new model.
     *
     * @param stops steps, each in [1, steps − 1]
     * @param parallelisms of the legs in turns
     * @param file where to save
     */
    String run(SortedSet<Integer> stops, List<Parallelism> parallelisms, Path file) throws IOException {
        List<Integer> ends = new ArrayList<>(stops);
        ends.add(steps);
        Leg leg = null;
        for (int i = 0; i < ends.size(); i++) {
            Checkpoint checkpoint = null;
            if (leg != null) {
                CheckpointFile.save(leg.trainer.checkpoint(), file);
                checkpoint = CheckpointFile.load(file);
            }
            leg = new Leg(network.model(), ends.get(i), parallelisms.get(i % parallelisms.size()));
            leg.go(checkpoint);
        }
        leg.trainer.checkpoint().state().forEach(this::add);
        add(leg.model.parameters());
        addLosses(leg.model, leg.parallelism);
        addPredictions(leg.model, leg.parallelism);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The accuracy on the training samples in the last epoch, dropout included. */
    double accuracy() {
        return accuracy;
    }

    private void addLosses(Mlp model, Parallelism parallelism) {
        Workspace workspace = new Workspace(model, network.batch(), parallelism);
        for (Loss loss : DigestedNetwork.LOSSES) {
            workspace.forward(network.batch() - 1, train.features(), train.width());
            add(workspace.loss(loss, train.labels(), 1));
            workspace.backward();
            add(workspace.gradients());
        }
    }

    private void addPredictions(Mlp model, Parallelism parallelism) {
        Predictor predictor = new Predictor(model);
        int rows = validation.size();
        float[] together = new float[rows * model.outputWidth()];
        predictor.predict(rows, validation.features(), 0, together, 0, parallelism);
        add(together);
        float[] alone = new float[together.length];
        for (int i = 0; i < rows; i++) {
            predictor.predict(1, validation.features(), i * validation.width(), alone, i * model.outputWidth());
        }
        Bits.assertSame("predictions of each row alone", together, alone);
    }

    private void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        for (float value : values) {
            bytes.putInt(Float.floatToRawIntBits(value));
        }
        digest.update(bytes.array());
    }

    private void add(double value) {
        digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    /** The part of the run from a start or a checkpoint to a stop. */
    private final class Leg implements TrainingListener {
        private final Mlp model;
        private final int end;
        private final Parallelism parallelism;
        private final Trainer trainer;

        Leg(Mlp model, int end, Parallelism parallelism) {
            this.model = model;
            this.end = end;
            this.parallelism = parallelism;
            int epochs = steps / network.batchesPerEpoch();
            TrainingOptions options = new TrainingOptions(
                            epochs,
                            network.batch(),
                            Loss.SOFTMAX_CROSS_ENTROPY,
                            new Adam(0.002f),
                            network.seed(),
                            parallelism)
                    .with(new Penalty(1e-6f, 1e-5f))
                    .with(new Clipping(0.5f, 2));
            this.trainer = new Trainer(model, options, this);
        }

        void go(Checkpoint checkpoint) {
            if (checkpoint == null) {
                trainer.fit(train, validation);
            } else {
                trainer.resume(checkpoint, train, validation);
            }
        }

        @Override
        public void batchDone(BatchReport report) {
            add(report.loss());
            if (report.step() == end && end < steps) {
                trainer.cancel();
            }
        }

        @Override
        public void epochDone(EpochReport report) {
            add(report.trainLoss());
            add(report.trainAccuracy());
            add(report.validationLoss());
            add(report.validationAccuracy());
            accuracy = report.trainAccuracy();
        }
    }
}
