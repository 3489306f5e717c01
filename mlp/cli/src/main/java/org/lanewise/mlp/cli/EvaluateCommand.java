package org.lanewise.mlp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lanewise.kernels.Kernels;
import org.lanewise.mlp.Evaluation;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.data.Dataset;
import org.lanewise.mlp.io.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise evaluate}. */
@Command(name = "evaluate", description = "Tests a saved model on labelled samples.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file, as train --save writes it.")
    private Path file;

    @Mixin
    private DataOptions data;

    @Mixin
    private LossOption loss;

    @Mixin
    private ThreadOptions threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        data.requireGiven();
        loss.check();
        threads.threads();
        OutputFile report = json == null ? null : new OutputFile("--json", json);
        if (report != null) {
            report.requireOtherThan(spec, "MODEL", file);
            data.requireApart(report);
            report.requireWritable();
        }
        Mlp model = ModelFile.load(file);
        Dataset samples = data.labelledFor(model, file);
        Evaluation evaluation = threads.call(parallelism -> Evaluation.of(model, samples, loss.loss(), parallelism));
        if (!Double.isFinite(evaluation.loss())) {
            throw new IllegalStateException("the loss is " + evaluation.loss()
                    + " (expected: finite; features as large as those that the model was trained on)");
        }
        EvaluationText.print(
                evaluation, "test", samples.size(), spec.commandLine().getOut());
        if (report != null) {
            write(report, samples, evaluation);
        }
        return ExitCode.OK;
    }

    private void write(OutputFile report, Dataset samples, Evaluation evaluation) throws IOException {
        new JsonReport()
                .put("testAccuracy", evaluation.accuracy())
                .put("testLoss", evaluation.loss())
                .put("testSamples", samples.size())
                .put("loss", loss.name())
                .put("model", file.toString())
                .put("kernelSet", Kernels.name())
                .put("threads", threads.threads())
                .put("confusionMatrix", evaluation.confusion())
                .write(report);
    }
}
