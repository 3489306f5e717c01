package org.lanewise.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM of its own did with a program of the tests.
 *
 * @param exitCode 0 if it ended well
 * @param output what it wrote, errors and warnings of the JVM among it
 */
record ForkedJvm(int exitCode, String output) {
    /** Runs a program on the class path of this JVM, to its end; one that takes longer than the limit is killed. */
    static ForkedJvm run(Duration limit, List<String> jvmArguments, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(limit, builder(jvmArguments, program, arguments).redirectErrorStream(true));
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0 && System.nanoTime() - start >= limit.toNanos()) {
                throw new AssertionError(program.getSimpleName() + ": killed after " + limit + ", output:\n" + output);
            }
            return new ForkedJvm(exitCode, output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** To start a program on the class path of this JVM. */
    static ProcessBuilder builder(List<String> jvmArguments, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /**
     * Starts a process that is killed once it takes longer than the limit. Only so does a reader of its output come to
     * an end: nothing interrupts one.
     */
    static Process start(Duration limit, ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        return process;
    }

    /** What follows a prefix in the one line that begins with it. */
    String after(String prefix) {
        List<String> lines =
                output.lines().filter(line -> line.startsWith(prefix)).toList();
        if (exitCode != 0 || lines.size() != 1) {
            throw new AssertionError("exit code " + exitCode + ", no line or several with " + prefix + ":\n" + output);
        }
        return lines.get(0).substring(prefix.length());
    }
}
