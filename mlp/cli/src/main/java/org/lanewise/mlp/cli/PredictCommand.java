package org.lanewise.mlp.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lanewise.kernels.Losses;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Updates;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Workspace;
import org.lanewise.mlp.io.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise predict}. */
@Command(
        name = "predict",
        description = "Applies a saved model to samples and writes CSV: the number of the sample from 0, the predicted"
                + " class, and the probability of each class (softmax of the model's outputs).",
        footer = {
            "",
            "No labels are needed: a CSV file with as many columns as the model has inputs has none, and of IDX files"
                    + " only the images are read."
        })
final class PredictCommand implements Callable<Integer> {
    // Large enough for the speed of the matrix product, small enough for little memory.
    private static final int BATCH = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file, as train --save writes it.")
    private Path file;

    @Mixin
    private DataOptions data;

    @Mixin
    private ThreadOptions threads;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write (default: standard output).")
    private Path output;

    @Override
    public Integer call() throws Exception {
        data.requireGiven();
        threads.threads();
        OutputFile target = output == null ? null : new OutputFile("--output", output);
        if (target != null) {
            target.requireOtherThan(spec, "MODEL", file);
            data.requireApart(target);
            target.requireWritable();
        }
        Mlp model = ModelFile.load(file);
        Samples samples = data.samplesFor(model, file);
        return threads.call(parallelism -> {
            if (target == null) {
                PrintWriter out = spec.commandLine().getOut();
                write(model, samples, parallelism, out);
                out.flush();
            } else {
                target.write(writer -> write(model, samples, parallelism, writer));
            }
            return ExitCode.OK;
        });
    }

    private static void write(Mlp model, Samples samples, Parallelism parallelism, Writer writer) throws IOException {
        int classes = model.outputWidth();
        Workspace workspace = new Workspace(model, Math.min(BATCH, samples.size()), parallelism);
        float[] probabilities = new float[Math.min(BATCH, samples.size()) * classes];
        String[] row = new String[2 + classes];
        // Not closed, as the writer behind it is not ours to close.
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        row[0] = "sample";
        row[1] = "class";
        for (int c = 0; c < classes; c++) {
            row[2 + c] = "probability" + c;
        }
        csv.writeRecord(row);
        for (int first = 0; first < samples.size(); first += BATCH) {
            int batch = Math.min(BATCH, samples.size() - first);
            workspace.forward(batch, samples.features(), first * samples.width());
            requireFinite(batch * classes, workspace.output(), classes, first);
            Losses.softmax(batch, classes, workspace.output(), 0, classes, probabilities, 0, classes);
            for (int i = 0; i < batch; i++) {
                row[0] = String.valueOf(first + i);
                row[1] = String.valueOf(workspace.predicted(i));
                for (int c = 0; c < classes; c++) {
                    row[2 + c] = String.valueOf(probabilities[i * classes + c]);
                }
                csv.writeRecord(row);
            }
        }
        csv.flush();
    }

    // Its class would be any.
    private static void requireFinite(int length, float[] outputs, int classes, int firstSample) {
        int spoilt = Updates.firstNonFinite(length, outputs, 0);
        if (spoilt >= 0) {
            throw new IllegalStateException("sample " + (firstSample + spoilt / classes) + ": output " + outputs[spoilt]
                    + " (expected: finite; features as large as those that the model was trained on)");
        }
    }
}
