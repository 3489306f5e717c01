package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * In steady state no hot call allocates: 0 bytes by the JVM's counter of the thread, in a JVM that runs nothing else.
 *
 * <p>When C2 compiles a kernel without its profile, as happens where the machine is busy, it may box a vector that it does
 * not box otherwise. So what allocates in one JVM, which is printed, must not in a second.
 */
class AllocationTest {
    @Test
    void noHotCallAllocates() throws Exception {
        Set<String> first = allocating();
        if (!first.isEmpty()) {
            System.out.println("AllocationTest: in one JVM, bytes of 50 calls: " + first);
            Set<String> names = namesOf(first);
            Set<String> second = allocating();
            second.removeIf(line -> !names.contains(nameOf(line)));
            assertEquals(Set.of(), second, "bytes of 50 calls, in two JVMs");
        }
    }

    /** The lines of a probe with more than 0 bytes. */
    private static Set<String> allocating() throws Exception {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (BufferedReader output = probe.inputReader()) {
            lines = output.lines().toList();
        }
        assertEquals(0, probe.waitFor());
        System.out.println("AllocationTest: " + lines.size() + " calls");
        assertTrue(lines.size() >= 80, lines::toString);
        return lines.stream().filter(line -> !line.endsWith(" 0")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesOf(Set<String> lines) {
        return lines.stream().map(AllocationTest::nameOf).collect(Collectors.toSet());
    }

    private static String nameOf(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }
}
