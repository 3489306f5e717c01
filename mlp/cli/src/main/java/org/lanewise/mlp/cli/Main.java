package org.lanewise.mlp.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code lanewise} command. */
@Command(
        name = "lanewise",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        description = "Trains multi-layer perceptrons and applies them, on SIMD kernels in pure Java.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an error in the data, the files or the run",
            "2:a usage error",
            "130:stopped by Ctrl-C",
            "143:stopped by a polite kill (SIGTERM)"
        },
        footer = {"", "./lanewise benchmark runs the JMH benchmarks; JMH's options follow (-h lists them)."},
        subcommands = {TrainCommand.class, EvaluateCommand.class, PredictCommand.class, InfoCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and the kernels' log.")
    private boolean debug;

    /** For {@link #commandLine()}. */
    Main() {}

    /**
     * Runs the command and exits with its code.
     *
     * @param arguments what the shell passed
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its error handling, as the shell and the tests run it. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        // A file of data may be called @a.csv.
        commandLine.setExpandAtFiles(false);
        commandLine.registerConverter(Path.class, new PathConverter());
        commandLine.registerConverter(Float.class, new FloatConverter());
        commandLine.registerConverter(float.class, new FloatConverter());
        Errors errors = new Errors();
        commandLine.setParameterExceptionHandler(errors);
        commandLine.setExecutionExceptionHandler(errors);
        commandLine.setExecutionStrategy(parsed -> {
            Main main = (Main) parsed.commandSpec().userObject();
            errors.debug(main.debug);
            ConsoleLoggerFinder.debug(main.debug);
            try {
                int exitCode = new RunLast().execute(parsed);
                // Printing reports no failure by itself: of a full disk, or of a reader who has left.
                if (exitCode == ExitCode.OK && (ran(parsed).getOut().checkError() | System.out.checkError())) {
                    throw new ExecutionException(commandLine, "standard output: cannot be written (full, or closed)");
                }
                return exitCode;
            } catch (ExceptionInInitializerError refused) {
                throw new ExecutionException(commandLine, refused.getCause().getMessage(), refused);
            } catch (OutOfMemoryError full) {
                throw new ExecutionException(commandLine, "not enough memory: " + reason(full), full);
            }
        });
        return commandLine;
    }

    private static String reason(OutOfMemoryError full) {
        String reason = String.valueOf(full.getMessage());
        return reason.contains("heap")
                ? Text.format(
                        "the heap may take %,d MiB (JDK_JAVA_OPTIONS=-Xmx... allows more)",
                        Runtime.getRuntime().maxMemory() >> 20)
                : reason;
    }

    private static CommandLine ran(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        return commands.get(commands.size() - 1);
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command (expected: train, evaluate, predict or info; --help explains them)");
    }
}
