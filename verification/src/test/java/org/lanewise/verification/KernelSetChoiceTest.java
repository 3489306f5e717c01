package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** Which kernel set serves, and what the log says, each in a JVM of its own. */
class KernelSetChoiceTest {
    private static final String ADD_MODULES = "--add-modules=jdk.incubator.vector";

    /** What a JVM did. */
    private record Run(int exitCode, String output) {
        boolean portable() {
            return exitCode == 0 && output.contains("active: portable, relu(2) = 2.0");
        }
    }

    @Test
    void withTheModuleSimdServesWithoutAWord() throws Exception {
        Run run = run(ADD_MODULES);
        assertEquals(0, run.exitCode, run.output);
        assertTrue(run.output.contains("active: " + SimdKernels.SET.name()), run.output);
        assertEquals(0, logLines(run), run.output);
    }

    @Test
    void withoutTheModulePortableServesAndOneLineNamesTheFlag() throws Exception {
        Run run = run();
        assertTrue(run.portable(), run.output);
        assertEquals(1, logLines(run), run.output);
        assertTrue(run.output.contains("--add-modules jdk.incubator.vector"), run.output);
    }

    @Test
    void portableCanBeForced() throws Exception {
        Run run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=portable");
        assertTrue(run.portable(), run.output);
        assertEquals(1, logLines(run), run.output);
    }

    @Test
    void simdCanBeForced() throws Exception {
        Run run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=simd");
        assertEquals(0, run.exitCode, run.output);
        assertTrue(run.output.contains("active: " + SimdKernels.SET.name()), run.output);
    }

    @Test
    void simdWithoutTheModuleIsAnError() throws Exception {
        Run run = run("-D" + KernelSets.PROPERTY + "=simd");
        assertNotEquals(0, run.exitCode);
        assertTrue(
                run.output.contains(
                        "lanewise.kernels: simd (expected: a JVM started with --add-modules jdk.incubator.vector)"),
                run.output);
    }

    @Test
    void nonsenseIsAnError() throws Exception {
        Run run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=nonsense");
        assertNotEquals(0, run.exitCode);
        assertTrue(run.output.contains("lanewise.kernels: nonsense (expected: portable or simd)"), run.output);
    }

    @Test
    void nonsenseOfWorkIsAnErrorToo() throws Exception {
        for (String value : List.of("8M", "0", "", "-1")) {
            Run run = run(ADD_MODULES, "-Dlanewise.parallelWork=" + value);
            assertNotEquals(0, run.exitCode);
            assertTrue(
                    run.output.contains("lanewise.parallelWork: " + value + " (expected: an integer >= 1)"),
                    run.output);
        }
    }

    // Each log record starts with a line that names its source, and one line with its text.
    private static long logLines(Run run) {
        return run.output
                .lines()
                .filter(line -> line.contains("Lanewise kernels:"))
                .count();
    }

    private static Run run(String... jvmArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(jvmArguments));
        command.add("-cp");
        command.add(location(ActiveSet.class) + System.getProperty("path.separator") + location(KernelSets.class));
        command.add(ActiveSet.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Run(process.exitValue(), output);
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
