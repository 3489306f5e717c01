package org.lanewise.jmh.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.ForkedJvm;

/**
 * Measures the parts in JVMs of their own: all in one, but for the start, which needs more.
 *
 * @param jvm how to run them
 * @param seconds of timing per case, shared by all contestants
 * @param clock how they are timed
 * @param parts what to measure
 * @param cases of the training
 */
public record StepFork(ForkedJvm jvm, double seconds, Clock clock, List<Part> parts, List<StepCase> cases) {
    /** Long enough for the compiler to be done half-way, so that the second half tells the steady rate. */
    private static final double START_SECONDS = 5;

    /**
     * Measures.
     *
     * @param check whether the losses are to be compared first
     * @return the report
     * @throws IOException if a JVM can't be started or fails
     * @throws InterruptedException if the wait for it is interrupted
     */
    public StepReport run(boolean check) throws IOException, InterruptedException {
        List<StepReport> reports = new ArrayList<>();
        if (!parts.equals(List.of(Part.START))) {
            reports.add(worker(check));
        }
        if (parts.contains(Part.START)) {
            reports.addAll(StartProbe.run(jvm, START_SECONDS));
        }
        return new StepReport(
                reports.get(0).entrants(),
                reports.get(0).missing(),
                reports.stream().flatMap(report -> report.figures().stream()).toList());
    }

    private StepReport worker(boolean check) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lanewise-fork", ".json");
        try {
            List<String> arguments = new ArrayList<>();
            arguments.add("--threads=" + jvm.threads());
            arguments.add("--seconds=" + seconds);
            arguments.add("--clock=" + clock);
            arguments.add("--output=" + output);
            if (check) {
                arguments.add("--check");
            }
            parts.stream().filter(part -> part != Part.START).forEach(part -> arguments.add("--part=" + part.name()));
            cases.forEach(stepCase -> arguments.add("--case=" + stepCase));
            jvm.run(StepWorker.class, arguments);
            return StepReport.read(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
