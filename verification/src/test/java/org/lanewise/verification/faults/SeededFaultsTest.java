package org.lanewise.verification.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Tests the tests: each {@link Faults fault} is put into the library, and the test that it names must fail, which passes
 * without it. {@code mvn verify -Pfaults} runs this; {@code -Dfaults.only=} a part of the names limits it.
 */
@Tag("faults")
class SeededFaultsTest {
    private static final String ONLY = System.getProperty("faults.only", "");
    private static final List<Fault> FAULTS =
            Faults.LIST.stream().filter(fault -> fault.name().contains(ONLY)).toList();
    private static final Map<String, String> RESULTS = new TreeMap<>();
    private static int killed;

    @TempDir
    Path directory;

    @AfterAll
    static void report() {
        RESULTS.forEach((name, result) -> System.out.println("  " + name + ": " + result));
        System.out.println("Seeded faults: " + killed + " of " + RESULTS.size() + " killed");
    }

    /** The named tests pass on the library as it is; else their failures would prove nothing. */
    @TestFactory
    List<DynamicTest> withoutAFault() {
        return FAULTS.stream()
                .map(Fault::test)
                .distinct()
                .map(test -> DynamicTest.dynamicTest(test, () -> {
                    Fault any = Faults.LIST.stream()
                            .filter(fault -> fault.test().equals(test))
                            .findFirst()
                            .orElseThrow();
                    TestExecutionSummary summary = run(any, null);
                    assertEquals(
                            0,
                            summary.getTotalFailureCount(),
                            () -> summary.getFailures().toString());
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> withAFault() {
        return FAULTS.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    TestExecutionSummary summary = run(fault, fault);
                    boolean caught = summary.getTotalFailureCount() > 0;
                    killed += caught ? 1 : 0;
                    String verdict = caught ? "killed by " + fault.test() : "SURVIVED " + fault.test();
                    RESULTS.put(
                            fault.name(), fault.survives() == null ? verdict : verdict + " (" + fault.survives() + ")");
                    assertEquals(fault.survives() == null, caught, verdict);
                }))
                .toList();
    }

    /** Runs the test that a fault names on the library with a fault, or without one. */
    private TestExecutionSummary run(Fault named, Fault planted) throws Exception {
        Path classes = Files.createTempDirectory(directory, "classes");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (FaultyLibrary library = FaultyLibrary.with(planted, classes)) {
            Thread.currentThread().setContextClassLoader(library);
            Class<?> type = library.loadClass(named.testClass());
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selector(type, named.testMethod()))
                    .configurationParameter(
                            "jqwik.database", directory.resolve("jqwik").toString())
                    .configurationParameter("jqwik.shrinking.default", "OFF")
                    .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherConfig config = LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .build();
            Launcher launcher = LauncherFactory.create(config);
            launcher.execute(request, listener);
            assertTrue(listener.getSummary().getTestsStartedCount() > 0, named.test() + " has no tests");
            return listener.getSummary();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static DiscoverySelector selector(Class<?> type, String method) {
        if (method == null) {
            return selectClass(type);
        }
        Method found = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method) && candidate.getAnnotations().length > 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no method " + method));
        return selectMethod(type, found);
    }
}
