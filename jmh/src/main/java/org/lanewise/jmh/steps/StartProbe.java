package org.lanewise.jmh.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.jmh.scoreboard.Contestant.Kind;
import org.lanewise.jmh.scoreboard.ForkResult.Entrant;
import org.lanewise.jmh.scoreboard.ForkedJvm;
import org.lanewise.kernels.Kernels;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.WarmUp;

/**
 * A program that trains, and finds out how long it took from the start of its JVM to 90 % of the steady rate, with what
 * comes before the training included.
 */
public final class StartProbe {
    /** The case: what the README trains. */
    static final StepCase CASE = StepCase.parse("784-256-128-10/64/adam");

    private static final double SHARE = 0.9;
    private static final long WINDOW = 50_000_000;
    private static final float RATE = 1e-4f;
    private static final int MOST_STEPS = 1 << 20;

    private StartProbe() {}

    /**
     * Trains.
     *
     * @param args when the JVM was started, in nanoseconds since 1970; a {@link StartMode}; how many seconds to train;
     *     where to leave the report
     * @throws IOException if the report can't be written
     * @throws InterruptedException if the wait for the warm-up is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        long started = Long.parseLong(args[0]);
        StartMode mode = StartMode.valueOf(args[1]);
        double seconds = Double.parseDouble(args[2]);
        mode.prepare(new WarmUp(
                CASE.net().layers(), Loss.SOFTMAX_CROSS_ENTROPY, CASE.rule().lanewise(RATE)));
        long[] nanos = train(seconds);
        // Two clocks: this one tells when the JVM was started, the other when the steps ended.
        long sinceStart = now() - started;
        long startNanos = System.nanoTime() - sinceStart;
        double reached = (new SteadyRate(nanos, WINDOW).reached(SHARE) - startNanos) * 1e-9;
        new StepReport(
                        List.of(new Entrant(LanewiseLibrary.NAME, Kind.LANEWISE, "kernels " + Kernels.name())),
                        List.of(),
                        List.of(new Figure(Part.START, mode.toString(), LanewiseLibrary.NAME, Figure.START, reached)))
                .write(Path.of(args[3]));
    }

    /** Nanoseconds since 1970. */
    private static long now() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    /**
     * Runs the probe once in each mode, each in a JVM of its own.
     *
     * @param jvm how
     * @param seconds of training
     * @return the figures
     * @throws IOException if a JVM can't be started or fails
     * @throws InterruptedException if the wait for it is interrupted
     */
    static List<StepReport> run(ForkedJvm jvm, double seconds) throws IOException, InterruptedException {
        List<StepReport> reports = new ArrayList<>();
        for (StartMode mode : StartMode.values()) {
            Path output = Files.createTempFile("lanewise-start", ".json");
            try {
                jvm.run(
                        StartProbe.class,
                        List.of(Long.toString(now()), mode.name(), Double.toString(seconds), output.toString()));
                reports.add(StepReport.read(output));
            } finally {
                Files.deleteIfExists(output);
            }
        }
        return reports;
    }

    private static long[] train(double seconds) {
        LanewiseTraining training = new LanewiseTraining(TrainingTask.random(CASE, RATE), Parallelism.SEQUENTIAL);
        long[] nanos = new long[MOST_STEPS];
        int steps = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (steps < MOST_STEPS && (steps == 0 || nanos[steps - 1] < end)) {
            training.steps(1);
            nanos[steps++] = System.nanoTime();
        }
        return Arrays.copyOf(nanos, steps);
    }
}
