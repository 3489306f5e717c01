package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** Which kernel set serves, and what the log says, each in a JVM of its own. */
class KernelSetChoiceTest {
    private static final String ADD_MODULES = "--add-modules=jdk.incubator.vector";

    @Test
    void withTheModuleSimdServesWithoutAWord() throws Exception {
        ForkedJvm run = run(ADD_MODULES);
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("active: " + SimdKernels.SET.name()), run.output());
        assertEquals(0, logLines(run), run.output());
    }

    @Test
    void withoutTheModulePortableServesAndOneLineNamesTheFlag() throws Exception {
        ForkedJvm run = run();
        assertTrue(portable(run), run.output());
        assertEquals(1, logLines(run), run.output());
        assertTrue(run.output().contains("--add-modules jdk.incubator.vector"), run.output());
    }

    @Test
    void portableCanBeForced() throws Exception {
        ForkedJvm run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=portable");
        assertTrue(portable(run), run.output());
        assertEquals(1, logLines(run), run.output());
    }

    @Test
    void simdCanBeForced() throws Exception {
        ForkedJvm run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=simd");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("active: " + SimdKernels.SET.name()), run.output());
    }

    @Test
    void simdWithoutTheModuleIsAnError() throws Exception {
        ForkedJvm run = run("-D" + KernelSets.PROPERTY + "=simd");
        assertNotEquals(0, run.exitCode());
        assertTrue(
                run.output()
                        .contains(
                                "lanewise.kernels: simd (expected: a JVM started with --add-modules jdk.incubator.vector)"),
                run.output());
    }

    @Test
    void nonsenseIsAnError() throws Exception {
        ForkedJvm run = run(ADD_MODULES, "-D" + KernelSets.PROPERTY + "=nonsense");
        assertNotEquals(0, run.exitCode());
        assertTrue(run.output().contains("lanewise.kernels: nonsense (expected: portable or simd)"), run.output());
    }

    @Test
    void nonsenseOfWorkIsAnErrorToo() throws Exception {
        for (String value : List.of("8M", "0", "", "-1")) {
            ForkedJvm run = run(ADD_MODULES, "-Dlanewise.parallelWork=" + value);
            assertNotEquals(0, run.exitCode());
            assertTrue(
                    run.output().contains("lanewise.parallelWork: " + value + " (expected: an integer >= 1)"),
                    run.output());
        }
    }

    // Each log record starts with a line that names its source, and one line with its text.
    private static long logLines(ForkedJvm run) {
        return run.output()
                .lines()
                .filter(line -> line.contains("Lanewise kernels:"))
                .count();
    }

    private static boolean portable(ForkedJvm run) {
        return run.exitCode() == 0 && run.output().contains("active: portable, relu(2) = 2.0");
    }

    private static ForkedJvm run(String... jvmArguments) throws IOException, InterruptedException {
        return ForkedJvm.run(Duration.ofMinutes(2), List.of(jvmArguments), ActiveSet.class);
    }
}
