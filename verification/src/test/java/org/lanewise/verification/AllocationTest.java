package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
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
        List<String> jvmArguments = new ArrayList<>(options);
        jvmArguments.add("--add-modules=jdk.incubator.vector");
        ProcessBuilder builder = ForkedJvm.builder(jvmArguments, AllocationProbe.class, arguments);
        // What a crash has to say stands in the log.
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process probe = ForkedJvm.start(Duration.ofMinutes(10), builder);
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
