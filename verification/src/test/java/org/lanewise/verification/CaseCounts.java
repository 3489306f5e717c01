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
 * Writes down how many cases each property tried: a line {@code class.method,tries,checks} in
 * {@code target/property-cases/<run>.csv}, run being the system property {@value #RUN}. jqwik finds it as a service.
 */
public final class CaseCounts implements AroundPropertyHook {
    private static final String RUN = "lanewise.run";
    private static final Path FILE = Path.of("target", "property-cases", System.getProperty(RUN, "default") + ".csv");
    private static boolean started;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        write(context.containerClass().getSimpleName() + "."
                + context.targetMethod().getName() + "," + result.countTries() + "," + result.countChecks() + "\n");
        return result;
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
