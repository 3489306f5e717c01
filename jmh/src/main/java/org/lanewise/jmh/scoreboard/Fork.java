package org.lanewise.jmh.scoreboard;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a {@link Worker} in a JVM of its own, with the environment that holds every native library to the same number
 * of threads. Libraries read it when they are loaded, so it can't be set later.
 */
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
            ProcessBuilder builder = new ProcessBuilder(command(contestants, shapes, output)).inheritIO();
            builder.environment().putAll(environment(threads, coreType));
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IOException("fork: exit status " + status + " (expected: 0; its own message stands above)");
            }
            return ForkResult.read(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    static Map<String, String> environment(int threads, String coreType) {
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")) {
            environment.put(name, Integer.toString(threads));
        }
        environment.put("MKL_DYNAMIC", "FALSE");
        environment.put("OMP_DYNAMIC", "FALSE");
        // Threads that spin between calls would take the cores from whoever plays next.
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        if (!coreType.isEmpty()) {
            environment.put("OPENBLAS_CORETYPE", coreType);
        }
        return environment;
    }

    private List<String> command(List<String> contestants, List<Shape> shapes, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath());
        command.add(Worker.class.getName());
        command.add("--threads=" + threads);
        command.add("--seconds=" + seconds);
        command.add("--clock=" + clock);
        command.add("--output=" + output);
        contestants.forEach(name -> command.add("--contestant=" + name));
        shapes.forEach(shape -> command.add("--shape=" + shape));
        return command;
    }

    // Native libraries are no part of the jar: the build puts them beside it.
    private static String classPath() {
        String own = System.getProperty("java.class.path");
        try {
            Path home = Path.of(Fork.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path peers = home.resolveSibling("peers");
            return Files.isDirectory(peers) ? own + File.pathSeparator + peers.resolve("*") : own;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
