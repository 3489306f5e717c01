package org.lanewise.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.CoreTypeProbe;
import org.lanewise.jmh.scoreboard.Fork;
import org.lanewise.jmh.scoreboard.ForkedJvm;
import org.lanewise.jmh.scoreboard.Machine;
import org.lanewise.jmh.steps.BandwidthTable;
import org.lanewise.jmh.steps.ElementaryTable;
import org.lanewise.jmh.steps.LatencyTable;
import org.lanewise.jmh.steps.Part;
import org.lanewise.jmh.steps.StartTable;
import org.lanewise.jmh.steps.StepCase;
import org.lanewise.jmh.steps.StepFiles;
import org.lanewise.jmh.steps.StepFork;
import org.lanewise.jmh.steps.StepReport;
import org.lanewise.jmh.steps.TrainingTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the scoreboard of training steps. */
@Command(
        name = "steps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Training steps of Lanewise, EJML and PyTorch, in turns, in one process, after their losses agree;",
            "elementary functions, memory-bound kernels, the latency of one sample, and the start of a JVM.",
            "Native libraries play if built with -Ppeers."
        })
public final class StepScoreboard implements Callable<Integer> {
    private static final double PROBE_SECONDS = 0.3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "Of training, elementary, bandwidth, latency, start; default: all.")
    private List<String> words = List.of();

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "CASE",
            description = {
                "Of the training: net, batch and gd or adam, like 784-256-128-10/64/adam;",
                "default: 32 of four nets and four batches."
            })
    private List<String> caseWords = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each contestant in training; default: 1.")
    private int threads = 1;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs, one after the other; default: 3.")
    private int forks = 3;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Timing per case and fork, shared by all contestants; default: 0.6.")
    private double seconds = 0.6;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            description = {
                "wall, or cpu: the calling thread's own time, for a machine that others use too and one thread;",
                "latency and start are the wall's; default: wall."
            })
    private Clock clock = Clock.WALL;

    @Option(
            names = "--openblas-coretype",
            paramLabel = "TYPE",
            description = "Kernels of the OpenBLAS below PyTorch; default: the fastest, by a short trial of each.")
    private String coreType;

    @Option(names = "--jvm-arg", paramLabel = "ARG", description = "For the forks, such as -XX:UseAVX=2.")
    private List<String> jvmArguments = List.of();

    @Option(names = "--csv", paramLabel = "FILE", description = "Keep the figures as CSV.")
    private Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "Keep the conditions and figures as JSON.")
    private Path json;

    private StepScoreboard() {}

    /**
     * Runs the scoreboard.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StepScoreboard())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Part> parts = parts();
        List<StepCase> cases = cases();
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("machine", Machine.describe());
        conditions.put("java", Runtime.version() + ", " + String.join(" ", jvmArguments));
        conditions.put("threads", Integer.toString(threads));
        conditions.put("clock", clock.toString());
        conditions.put("forks", Integer.toString(forks));
        String blas = blas(parts, conditions);

        StepFork fork = new StepFork(new ForkedJvm(threads, blas, jvmArguments), seconds, clock, parts, cases);
        List<StepReport> reports = new ArrayList<>();
        for (int i = 1; i <= forks; i++) {
            System.err.println("fork " + i + " of " + forks);
            // The losses are the same in every fork, and EJML's large nets take long.
            reports.add(fork.run(i == 1));
        }
        report(parts, conditions, reports);
        return 0;
    }

    private List<Part> parts() {
        try {
            expect(threads >= 1, "threads: " + threads + " (expected: >= 1)");
            expect(
                    clock == Clock.WALL || threads == 1,
                    "clock: cpu (expected: wall, as threads = " + threads + " > 1)");
            expect(forks >= 1, "forks: " + forks + " (expected: >= 1)");
            expect(seconds > 0, "seconds: " + seconds + " (expected: > 0)");
            return Part.select(words);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<StepCase> cases() {
        try {
            return StepCase.select(caseWords);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void expect(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    // PyTorch stands on OpenBLAS, whose own choice of kernels may be half as fast as the best.
    private String blas(List<Part> parts, Map<String, String> conditions) throws IOException, InterruptedException {
        if (!parts.contains(Part.TRAINING) && !parts.contains(Part.LATENCY)) {
            return "";
        }
        String blas = coreType;
        if (blas == null) {
            CoreTypeProbe probe = new CoreTypeProbe(new Fork(threads, PROBE_SECONDS, clock, jvmArguments));
            blas = probe.fastest();
            conditions.put("OPENBLAS_CORETYPE tried", probe.toString());
        }
        conditions.put("OPENBLAS_CORETYPE", blas.isEmpty() ? "own choice" : blas);
        return blas;
    }

    private void report(List<Part> parts, Map<String, String> conditions, List<StepReport> reports) throws IOException {
        conditions.forEach((name, value) -> System.out.println(name + ": " + value));
        reports.get(0).entrants().forEach(e -> System.out.println(e.name() + ": " + e.description()));
        reports.get(0).missing().forEach(reason -> System.out.println("missing: " + reason));
        System.out.println("Medians of the forks; ratios and shares are formed within a fork, with their range.");
        for (Part part : parts) {
            System.out.println();
            System.out.print(table(part, reports));
        }
        if (csv != null) {
            StepFiles.writeCsv(reports, csv);
        }
        if (json != null) {
            StepFiles.writeJson(conditions, reports, json);
        }
    }

    private static Object table(Part part, List<StepReport> reports) {
        return switch (part) {
            case TRAINING -> new TrainingTable(reports);
            case ELEMENTARY -> new ElementaryTable(reports);
            case BANDWIDTH -> new BandwidthTable(reports);
            case LATENCY -> new LatencyTable(reports);
            case START -> new StartTable(reports);
        };
    }
}
