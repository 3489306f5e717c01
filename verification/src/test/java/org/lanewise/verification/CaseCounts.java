package org.lanewise.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Prints how many cases each property checked, and fails a property that checked fewer than it states: its
 * {@link LeastCases}, else its tries, else the system property {@value #TRIES}. jqwik finds it as a service.
 *
 * <p>A line {@code class.method,tries,checks,least} goes to {@code target/property-cases/<run>.csv} as well, run being
 * the system property {@value #RUN}. A case that an assumption discards is tried, but not checked.
 */
public final class CaseCounts implements AroundPropertyHook {
    private static final String RUN = "lanewise.run";
    private static final String TRIES = "lanewise.tries";
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
        int least =
                context.findAnnotation(LeastCases.class).map(LeastCases::value).orElse(tries);
        PropertyExecutionResult result = property.execute();
        String name = context.containerClass().getSimpleName() + "."
                + context.targetMethod().getName();
        System.out.println(name + ": " + result.countChecks() + " cases (at least " + least + ")");
        write(name + "," + result.countTries() + "," + result.countChecks() + "," + least + "\n");
        boolean tooFew = result.countChecks() < least;
        return tooFew && result.status() == PropertyExecutionResult.Status.SUCCESSFUL
                ? result.mapToFailed(
                        name + " checked " + result.countChecks() + " cases (expected: at least " + least + ")")
                : result;
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
