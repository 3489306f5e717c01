package org.lanewise.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Prints how many cases each property checked, and fails a property that checked fewer than it states: its
 * {@link LeastCases}, else its tries, else the system property {@value #TRIES}. Prints the command that repeats a failure:
 * the system property {@value #SEED} sets the seed. jqwik finds it as a service.
 *
 * <p>A line {@code class.method,tries,checks,least} goes to {@code target/property-cases/<run>.csv} as well, run being
 * the system property {@value #RUN}. A case that an assumption discards is tried, but not checked.
 */
public final class CaseCounts implements AroundPropertyHook {
    private static final String PREFIX = "lanewise.";
    private static final String RUN = PREFIX + "run";
    private static final String TRIES = PREFIX + "tries";
    private static final String SEED = PREFIX + "seed";

    /** Those that the build sets by itself, and the seed, which the failure has. */
    private static final List<String> NOT_REPEATED = List.of(RUN, SEED, PREFIX + "parallelWork");

    private static final Path FILE = Path.of("target", "property-cases", System.getProperty(RUN, "default") + ".csv");
    private static boolean started;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        int tries = context.attributes().tries().orElse(Integer.getInteger(TRIES, 1000));
        context.attributes().setTries(tries);
        String seed = System.getProperty(SEED);
        if (seed != null) {
            context.attributes().setSeed(seed);
            context.attributes().setAfterFailure(AfterFailureMode.RANDOM_SEED);
        }
        int least =
                context.findAnnotation(LeastCases.class).map(LeastCases::value).orElse(tries);
        PropertyExecutionResult result = property.execute();
        String name = context.containerClass().getSimpleName() + "."
                + context.targetMethod().getName();
        System.out.println(name + ": " + result.countChecks() + " cases (at least " + least + ")");
        write(name + "," + result.countTries() + "," + result.countChecks() + "," + least + "\n");
        boolean passed = result.status() == PropertyExecutionResult.Status.SUCCESSFUL;
        boolean tooFew = passed && result.countChecks() < least;
        if (tooFew || result.status() == PropertyExecutionResult.Status.FAILED) {
            System.out.println(name + " failed. To repeat it: "
                    + command(context, result.seed().orElse("")));
        }
        return tooFew
                ? result.mapToFailed(
                        name + " checked " + result.countChecks() + " cases (expected: at least " + least + ")")
                : result;
    }

    private static String command(PropertyLifecycleContext context, String seed) {
        StringBuilder command = new StringBuilder("mvn test -pl " + module() + " -am -Dtest='"
                + context.containerClass().getSimpleName() + "#"
                + context.targetMethod().getName()
                + "' -Dsurefire.failIfNoSpecifiedTests=false -D" + SEED + "=" + seed);
        for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            if (name.startsWith(PREFIX) && !NOT_REPEATED.contains(name)) {
                command.append(" -D" + name + "=" + System.getProperty(name));
            }
        }
        return command.toString();
    }

    /** The directory of the module, in which its tests run, from the project's root. */
    private static Path module() {
        Path module = Path.of("").toAbsolutePath();
        Path root = module;
        while (root.getParent() != null && Files.exists(root.resolveSibling("pom.xml"))) {
            root = root.getParent();
        }
        return root.relativize(module);
    }

    // The first line of a JVM makes the file anew.
    private static synchronized void write(String line) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE,
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    started ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
            started = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
