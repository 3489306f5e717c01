package org.lanewise.mlp.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.io.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lanewise info}. */
@Command(name = "info", description = "Shows what a model file holds: layers, shapes, parameters.")
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A model file, as train --save writes it.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        Mlp model = ModelFile.load(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + ": " + Text.counted(Files.size(file), "byte") + ", "
                + Text.counted(model.inputWidth(), "input") + ", " + Text.counted(model.outputWidth(), "output"));
        ModelSummary.print(model, out);
        return ExitCode.OK;
    }
}
