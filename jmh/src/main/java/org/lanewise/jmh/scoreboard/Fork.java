package org.lanewise.jmh.scoreboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link Worker} in a JVM of its own. */
public final class Fork {
    private final int threads;
    private final double seconds;
    private final Clock clock;
    private final List<String> jvmArguments;

    /**
     * Forks of one kind.
     *
     * @param threads that each contestant may use
     * @param seconds of timing per shape
     * @param clock how they are timed
     * @param jvmArguments added to {@code --add-modules jdk.incubator.vector}
     */
    public Fork(int threads, double seconds, Clock clock, List<String> jvmArguments) {
        this.threads = threads;
        this.seconds = seconds;
        this.clock = clock;
        this.jvmArguments = List.copyOf(jvmArguments);
    }

    /**
     * Plays the shapes in a new JVM.
     *
     * @param coreType OpenBLAS's kernels; empty: its own choice
     * @param contestants only these; none named: all
     * @param shapes what to play
     * @return the result
     * @throws IOException if the JVM can't be started or fails
     * @throws InterruptedException if the wait for it is interrupted
     */
    public ForkResult run(String coreType, List<String> contestants, List<Shape> shapes)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("lanewise-fork", ".json");
        try {
            new ForkedJvm(threads, coreType, jvmArguments).run(Worker.class, arguments(contestants, shapes, output));
            return ForkResult.read(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private List<String> arguments(List<String> contestants, List<Shape> shapes, Path output) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--threads=" + threads);
        arguments.add("--seconds=" + seconds);
        arguments.add("--clock=" + clock);
        arguments.add("--output=" + output);
        contestants.forEach(name -> arguments.add("--contestant=" + name));
        shapes.forEach(shape -> arguments.add("--shape=" + shape));
        return arguments;
    }
}
