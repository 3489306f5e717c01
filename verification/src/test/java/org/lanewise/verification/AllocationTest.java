package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In steady state no hot call allocates: 0 bytes by the JVM's counter of the thread, in a JVM that runs nothing else. */
class AllocationTest {
    @Test
    void noHotCallAllocates() throws Exception {
        assertProbeIsClean(List.of());
    }

    /** Where boxing would be likeliest. */
    @Test
    void noHotCallAllocatesBesideVectorsOfAnotherWidth() throws Exception {
        assertProbeIsClean(List.of(), AllocationProbe.BESIDE_ANOTHER_WIDTH);
    }

    /** The JVM's own choice where it has one processor, and the launcher's: C2 compiles other loops for it. */
    @Test
    void noHotCallAllocatesUnderTheSerialCollector() throws Exception {
        assertProbeIsClean(List.of("-XX:+UseSerialGC"));
    }

    private static void assertProbeIsClean(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                AllocationProbe.class.getName()));
        command.addAll(List.of(arguments));
        // What a crash has to say stands in the log.
        Process probe = ForkedJvm.start(
                Duration.ofMinutes(10), new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = probe.inputReader()) {
            output.lines().forEach(lines::add);
        }
        assertEquals(
                0,
                probe.waitFor(),
                () -> "exit code of the probe, which is killed after 10 minutes; its output: " + lines);
        List<String> allocating =
                lines.stream().filter(line -> !line.endsWith(" 0")).toList();
        System.out.println("AllocationTest: " + lines.size() + " calls");
        assertTrue(lines.size() >= 80, lines::toString);
        assertEquals(List.of(), allocating, "bytes of 50 calls");
    }
}
