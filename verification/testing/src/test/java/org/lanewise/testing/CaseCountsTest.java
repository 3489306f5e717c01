package org.lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class CaseCountsTest {
    private static final Pattern COMMAND = Pattern.compile("To repeat it: (mvn test .* -Dlanewise\\.seed=(-?\\d+))\\R");

    /** What the last property was called with. */
    private static final List<Integer> SEEN = new ArrayList<>();

    @TempDir
    Path directory;

    static class Passing {
        @Property(tries = 37)
        void holds(@ForAll int any) {
            SEEN.add(any);
        }
    }

    static class Failing {
        @Property(tries = 50)
        void fails(@ForAll int any) {
            SEEN.add(any);
            assertTrue(SEEN.size() < 20);
        }
    }

    static class Discarding {
        @Property(tries = 100)
        void holdsForHalf(@ForAll @IntRange(max = 1_000_000) int any) {
            Assume.that(any % 2 == 0);
        }
    }

    static class DiscardingOnPurpose {
        @Property(tries = 100)
        @LeastCases(20)
        void holdsForHalf(@ForAll @IntRange(max = 1_000_000) int any) {
            Assume.that(any % 2 == 0);
        }
    }

    /** The failures of a class, and what was printed. */
    private record Run(List<String> failures, String output) {}

    private Run run(Class<?> properties) {
        SEEN.clear();
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(properties))
                                    .configurationParameter(
                                            "jqwik.database",
                                            directory.resolve("database").toString())
                                    .configurationParameter("jqwik.shrinking.default", "OFF")
                                    .build(),
                            listener);
        } finally {
            System.setOut(before);
        }
        return new Run(
                listener.getSummary().getFailures().stream()
                        .map(failure -> String.valueOf(failure.getException().getMessage()))
                        .toList(),
                output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysHowManyCasesWereChecked() {
        Run run = run(Passing.class);
        assertEquals(List.of(), run.failures);
        assertTrue(run.output.contains("Passing.holds: 37 cases (at least 37)\n"), run.output);
        assertEquals(37, SEEN.size());
    }

    @Test
    void fewerCasesThanStatedAreAFailure() {
        Run run = run(Discarding.class);
        assertEquals(1, run.failures.size());
        assertTrue(
                run.failures.get(0).matches("Discarding.holdsForHalf checked \\d+ cases \\(expected: at least 100\\)"),
                run.failures.get(0));
        assertEquals(List.of(), run(DiscardingOnPurpose.class).failures);
    }

    /** The seed of the printed command makes the same cases. */
    @Test
    void aFailureSaysHowToRepeatIt() {
        Run run = run(Failing.class);
        assertEquals(1, run.failures.size());
        List<Integer> seen = List.copyOf(SEEN);
        Matcher command = COMMAND.matcher(run.output);
        assertTrue(command.find(), run.output);
        assertTrue(
                command.group(1)
                        .startsWith("mvn test -pl verification/testing -am -Dtest='Failing#fails'"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dlanewise.seed="),
                run.output);
        System.setProperty("lanewise.seed", command.group(2));
        try {
            assertEquals(1, run(Failing.class).failures.size());
        } finally {
            System.clearProperty("lanewise.seed");
        }
        assertEquals(seen, SEEN);
        run(Passing.class);
        assertNotEquals(seen, SEEN.subList(0, seen.size()));
    }
}
