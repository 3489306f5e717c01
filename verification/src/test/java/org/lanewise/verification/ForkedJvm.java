package org.lanewise.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM of its own did with a program of the tests.
 *
 * @param exitCode 0 if it ended well
 * @param output what it wrote, errors and warnings of the JVM among it
 */
record ForkedJvm(int exitCode, String output) {
    /** Runs a program on the class path of this JVM, to its end. */
    static ForkedJvm run(List<String> jvmArguments, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ForkedJvm(process.waitFor(), output);
        } finally {
            process.destroyForcibly();
        }
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
