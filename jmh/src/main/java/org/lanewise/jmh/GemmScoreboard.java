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
import org.lanewise.jmh.scoreboard.ForkResult;
import org.lanewise.jmh.scoreboard.Machine;
import org.lanewise.jmh.scoreboard.ScoreFiles;
import org.lanewise.jmh.scoreboard.ScoreTable;
import org.lanewise.jmh.scoreboard.Scores;
import org.lanewise.jmh.scoreboard.Shape;
import org.lanewise.jmh.scoreboard.ShapeSet;
import org.lanewise.jmh.scoreboard.SquaresChart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The scoreboard's command line. */
@Command(
        name = "scoreboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Matrix products of Lanewise, EJML and native libraries, in turns, in one process, beside the FMA peak.",
            "Every result is checked against a double product. Native libraries play if built with -Ppeers."
        })
public final class GemmScoreboard implements Callable<Integer> {
    private static final double PROBE_SECONDS = 0.3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--shapes",
            split = ",",
            paramLabel = "SHAPE",
            description = {
                "Sets (squares, layers, skinny, narrow, backward, odd) or shapes like 32x256x784, 784x256x64:TN;",
                "default: all sets."
            })
    private List<String> words = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each contestant; default: 1.")
    private int threads = 1;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs, one after the other; default: 5.")
    private int forks = 5;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Timing per shape and fork, shared by all contestants; default: 1.5.")
    private double seconds = 1.5;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            description = {
                "wall, or cpu: the calling thread's own time, for a machine that others use too and one thread;",
                "default: wall."
            })
    private Clock clock = Clock.WALL;

    @Option(
            names = "--openblas-coretype",
            paramLabel = "TYPE",
            description = "OpenBLAS's kernels; default: the fastest, by a short trial of each.")
    private String coreType;

    @Option(names = "--jvm-arg", paramLabel = "ARG", description = "For the forks, such as -XX:UseAVX=2.")
    private List<String> jvmArguments = List.of();

    @Option(names = "--csv", paramLabel = "FILE", description = "Keep the figures as CSV.")
    private Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "Keep the conditions and figures as JSON.")
    private Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "Draw the squares, as .svg or .png.")
    private Path chart;

    private GemmScoreboard() {}

    /**
     * Runs the scoreboard.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new GemmScoreboard())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Shape> shapes = check();
        Map<String, String> conditions = conditions();
        String blas = coreType;
        if (blas == null) {
            CoreTypeProbe probe = new CoreTypeProbe(new Fork(threads, PROBE_SECONDS, clock, jvmArguments));
            blas = probe.fastest();
            conditions.put("OPENBLAS_CORETYPE tried", probe.toString());
        }
        conditions.put("OPENBLAS_CORETYPE", blas.isEmpty() ? "own choice" : blas);

        List<ForkResult> results = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            System.err.println("fork " + fork + " of " + forks);
            results.add(new Fork(threads, seconds, clock, jvmArguments).run(blas, List.of(), shapes));
        }
        report(conditions, results);
        return 0;
    }

    private List<Shape> check() {
        try {
            expect(threads >= 1, "threads: " + threads + " (expected: >= 1)");
            expect(
                    clock == Clock.WALL || threads == 1,
                    "clock: cpu (expected: wall, as threads = " + threads + " > 1)");
            expect(forks >= 1, "forks: " + forks + " (expected: >= 1)");
            expect(seconds > 0, "seconds: " + seconds + " (expected: > 0)");
            List<Shape> shapes = ShapeSet.select(words);
            if (chart != null) {
                SquaresChart.check(chart, shapes);
            }
            return shapes;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void expect(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private Map<String, String> conditions() throws IOException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("machine", Machine.describe());
        conditions.put("java", Runtime.version() + ", " + String.join(" ", jvmArguments));
        conditions.put("threads", Integer.toString(threads));
        conditions.put("clock", clock.toString());
        conditions.put("forks", Integer.toString(forks));
        return conditions;
    }

    private void report(Map<String, String> conditions, List<ForkResult> results) throws IOException {
        Scores scores = new Scores(results);
        conditions.forEach((name, value) -> System.out.println(name + ": " + value));
        results.get(0).entrants().forEach(e -> System.out.println(e.name() + ": " + e.description()));
        results.get(0).missing().forEach(reason -> System.out.println("missing: " + reason));
        System.out.println("GFLOP/s (medians), and ratios of Lanewise's:");
        System.out.println();
        System.out.print(new ScoreTable(scores));
        if (csv != null) {
            ScoreFiles.writeCsv(results, csv);
        }
        if (json != null) {
            ScoreFiles.writeJson(conditions, results, json);
        }
        if (chart != null) {
            new SquaresChart(scores).save(chart);
        }
    }
}
