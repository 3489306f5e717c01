package org.lanewise.mlp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.kernels.Kernels;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.EpochReport;
import org.lanewise.mlp.Evaluation;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.NonFiniteException;
import org.lanewise.mlp.Trainer;
import org.lanewise.mlp.TrainingOptions;
import org.lanewise.mlp.TrainingResult;
import org.lanewise.mlp.WarmUp;
import org.lanewise.mlp.data.DataFormatException;
import org.lanewise.mlp.data.Dataset;
import org.lanewise.mlp.data.SyntheticDigits;
import org.lanewise.mlp.io.ModelFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise train}. */
@Command(
        name = "train",
        description = "Trains a model and tests it. Without arguments: on 12,000 synthetic handwritten-style digits.",
        footer = {
            "",
            "The samples are split in their order: the first part trains, the rest tests. Same data, options and seed:"
                    + " the same model to the bit, whatever the threads and the machine.",
            "Ctrl-C ends the training between two batches; with --save, the model so far is saved, and with --json what"
                    + " is known so far. A training that diverges saves nothing."
        })
final class TrainCommand implements Callable<Integer> {
    private static final int SYNTHETIC_DIGITS = 12_000;
    private static final int INTERRUPTED = 130;
    private static final Duration MOST_WARM_UP = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private LossOption loss;

    @Mixin
    private DescentOptions descent;

    @Mixin
    private RegularizationOptions regularization;

    @Mixin
    private ThreadOptions threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of all that is random: weights, order of the samples, synthetic digits (default:"
                    + " ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--split",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "Share of the samples that train, the others test (default: ${DEFAULT-VALUE}; 1: no test).")
    private double split;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the training samples, their last, that is held back and evaluated after each epoch"
                    + " (default: ${DEFAULT-VALUE}).")
    private double validation;

    @Option(names = "--save", paramLabel = "FILE", description = "Save the model, in the safetensors format.")
    private Path save;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
    private Path json;

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        check();
        out = spec.commandLine().getOut();
        OutputFile place = save == null ? null : new OutputFile("--save", save);
        OutputFile report = json == null ? null : new OutputFile("--json", json);
        if (place != null) {
            data.requireApart(place);
            place.requireReplaceable();
        }
        if (report != null) {
            data.requireApart(report);
            if (place != null) {
                report.requireOtherThan(spec, "--save", save);
            }
            report.requireWritable();
        }
        Parts parts = partsWhileWarmingUp();
        return threads.call(parallelism -> run(parts, parallelism, place, report));
    }

    private void check() {
        network.check();
        loss.check();
        descent.check();
        regularization.check();
        threads.threads();
        if (!(split > 0 && split <= 1)) {
            throw Usage.invalid(spec, "--split", split, "> 0 and <= 1");
        }
        if (!(validation >= 0 && validation < 1)) {
            throw Usage.invalid(spec, "--validation", validation, ">= 0 and < 1");
        }
        if (!data.given()) {
            data.requireNoCsvOptions();
        }
        if (save != null) {
            network.requireStorable();
        }
    }

    private int run(Parts parts, Parallelism parallelism, OutputFile place, OutputFile report) throws Exception {
        Mlp model = network.model(parts.train.width(), parts.train.classes(), seed);
        out.println("kernels: " + Kernels.name());
        parts.describe(out);
        ModelSummary.print(model, out);
        out.println(descent.summary() + ", loss " + loss.name() + ", seed " + seed + ", "
                + Text.counted(threads.threads(), "thread"));
        TrainingOptions options = new TrainingOptions(
                descent.epochs(),
                descent.batch(),
                loss.loss(),
                descent.optimizer(),
                seed,
                parallelism,
                regularization.penalty(),
                regularization.clipping());
        List<EpochReport> epochs;
        TrainingResult result;
        boolean saved;
        try (Progress progress = new Progress(out, descent.epochs(), Terminal.ofLauncher())) {
            Trainer trainer = new Trainer(model, options, progress);
            Interruption interruption = new Interruption(() -> stop(trainer));
            try {
                result = fit(trainer, parts, progress);
                progress.clear();
                sayEnding(result);
                saved = place == null || save(model, place);
                if (result.cancelled() && report != null) {
                    report(model, parts, result, progress.reports(), null).write(report);
                }
            } catch (IOException | RuntimeException failure) {
                if (!interruption.underWay()) {
                    throw failure;
                }
                // The JVM ends as soon as the interruption is finished: what went wrong is said before.
                return say(failure);
            } finally {
                interruption.finished();
            }
            epochs = progress.reports();
        }
        if (result.cancelled()) {
            return INTERRUPTED;
        }
        Evaluation test = parts.test == null ? null : Evaluation.of(model, parts.test, loss.loss(), parallelism);
        if (test != null) {
            EvaluationText.print(test, "test", parts.test.size(), out);
        }
        if (report != null) {
            report(model, parts, result, epochs, test).write(report);
        }
        return saved ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Trains; where numbers overflow, an advice follows: before the first step the rate cannot be to blame. */
    private static TrainingResult fit(Trainer trainer, Parts parts, Progress progress) {
        try {
            return trainer.fit(parts.train, parts.validation);
        } catch (NonFiniteException failure) {
            String advice = progress.begun()
                    ? "the training diverges: try a smaller --rate"
                    : "the features are too large: scale them to about [-1, 1]";
            throw new IllegalStateException(failure.getMessage() + "; " + advice, failure);
        }
    }

    /** A batch may take long: without a word Ctrl-C would look lost. */
    private void stop(Trainer trainer) {
        spec.commandLine().getErr().println("lanewise: stopping after the batch at hand");
        trainer.cancel();
    }

    private void sayEnding(TrainingResult result) {
        if (result.cancelled()) {
            out.println(Text.format("interrupted after %d of %d epochs", result.epochs(), descent.epochs()));
        } else {
            out.println(Text.format("trained in %.2f s, %,.0f samples/s", result.seconds(), result.samplesPerSecond()));
        }
    }

    /** Whether the model could be saved. If not, that is said, and the results of the training are still to come. */
    private boolean save(Mlp model, OutputFile place) throws Exception {
        try {
            place.replaceBy(target -> ModelFile.save(model, target));
        } catch (IOException failure) {
            say(failure);
            return false;
        }
        out.println("saved " + save);
        return true;
    }

    /** Says an error now, as the command does at its end. */
    private int say(Exception failure) throws Exception {
        CommandLine command = spec.commandLine();
        return command.getExecutionExceptionHandler()
                .handleExecutionException(failure, command, command.getParseResult());
    }

    private JsonReport report(
            Mlp model, Parts parts, TrainingResult result, List<EpochReport> epochs, Evaluation test) {
        return new JsonReport()
                .put("interrupted", result.cancelled())
                .put("testAccuracy", test == null ? null : test.accuracy())
                .put("testLoss", test == null ? null : test.loss())
                .put("trainSeconds", result.seconds())
                .put("samplesPerSecond", result.samplesPerSecond())
                .put("parameters", model.parameters().length)
                .put("trainSamples", parts.train.size())
                .put("validationSamples", parts.validation == null ? 0 : parts.validation.size())
                .put("testSamples", parts.test == null ? 0 : parts.test.size())
                .put("kernelSet", Kernels.name())
                .put("seed", seed)
                .put("threads", threads.threads())
                .put("options", options())
                .put("epochs", epochs(epochs))
                .put("confusionMatrix", test == null ? null : test.confusion());
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>(data.report());
        options.putAll(network.report());
        options.putAll(loss.report());
        options.putAll(descent.report());
        options.putAll(regularization.report());
        options.put("split", split);
        options.put("validation", validation);
        options.put("save", save == null ? null : save.toString());
        return options;
    }

    private static List<Map<String, Object>> epochs(List<EpochReport> reports) {
        List<Map<String, Object>> epochs = new ArrayList<>();
        for (EpochReport report : reports) {
            epochs.add(new JsonReport()
                    .put("epoch", report.epoch())
                    .put("trainLoss", report.trainLoss())
                    .put("trainAccuracy", report.trainAccuracy())
                    .put("validationLoss", report.validationLoss())
                    .put("validationAccuracy", report.validationAccuracy())
                    .put("seconds", report.seconds())
                    .put("samplesPerSecond", report.samplesPerSecond())
                    .values());
        }
        return epochs;
    }

    // Kernels compile on another thread while this one reads the data.
    private Parts partsWhileWarmingUp() throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp(
                network.layers(1, 1),
                loss.loss(),
                descent.optimizer(),
                regularization.penalty(),
                regularization.clipping());
        // On this thread, so that an error in choosing the kernels is this command's.
        Kernels.name();
        Thread thread = new Thread(() -> warmUp.run(MOST_WARM_UP), "warm-up");
        thread.setDaemon(true);
        thread.start();
        try {
            return parts();
        } finally {
            warmUp.stop();
            thread.join();
        }
    }

    private Parts parts() throws IOException {
        String source = data.given() ? data.path().toString() : "synthetic digits";
        Dataset all = data.given() ? data.labelled(0) : SyntheticDigits.generate(SYNTHETIC_DIGITS, seed);
        Dataset.Split tested = all.split(split);
        // In decimals: the double 1 − 0.9 is less than a tenth.
        double trained = BigDecimal.ONE.subtract(BigDecimal.valueOf(validation)).doubleValue();
        // A split copies its parts.
        Dataset.Split validated = validation == 0 ? null : tested.first().split(trained);
        Dataset train = validated == null ? tested.first() : validated.first();
        if (train.size() == 0) {
            throw new DataFormatException(source + ": " + Text.counted(all.size(), "sample")
                    + " (expected: enough for --split and --validation to leave some to train on)");
        }
        Dataset held = validated == null ? null : orNull(validated.second());
        return new Parts(source, train, held, orNull(tested.second()));
    }

    private static Dataset orNull(Dataset data) {
        return data.size() == 0 ? null : data;
    }

    /** The parts of the data; null where a part is empty. */
    private record Parts(String source, Dataset train, Dataset validation, Dataset test) {
        /** One stray label makes a class of each number below it: so those that nothing trains are counted. */
        private String classes() {
            int classes = train.classes();
            long trained = Arrays.stream(train.labels()).distinct().count();
            return (classes == 1 ? "1 class" : Text.format("%,d classes", classes))
                    + (trained == classes ? "" : Text.format(" (%,d without a sample to train on)", classes - trained));
        }

        void describe(PrintWriter out) {
            out.println(Text.format(
                    "data: %s: %s, %s; %s",
                    source,
                    Text.counted(train.width(), "feature"),
                    classes(),
                    Text.counted(train.size(), "sample") + " to train on"
                            + (validation == null ? "" : Text.format(", %,d to validate", validation.size()))
                            + (test == null ? "" : Text.format(", %,d to test", test.size()))));
        }
    }
}
