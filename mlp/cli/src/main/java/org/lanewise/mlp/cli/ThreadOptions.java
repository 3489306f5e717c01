package org.lanewise.mlp.cli;

import java.util.concurrent.ForkJoinPool;
import org.lanewise.kernels.Parallelism;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many threads compute. */
final class ThreadOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads to compute on (default: ${DEFAULT-VALUE}). The results do not depend on it; more than"
                            + " one pays for wide layers and large batches.")
    private int threads;

    /** What a {@link ForkJoinPool} takes, and the calling thread. */
    private static final int MOST = 32_768;

    /** The number, checked. */
    int threads() {
        if (threads < 1 || threads > MOST) {
            throw Usage.invalid(spec, "--threads", threads, ">= 1 and <= " + MOST);
        }
        return threads;
    }

    /** The work of {@code task}, with a pool that lives as long as it. */
    <T> T call(Task<T> task) throws Exception {
        int width = threads();
        if (width == 1) {
            return task.call(Parallelism.SEQUENTIAL);
        }
        // The calling thread is one of them.
        try (ForkJoinPool pool = new ForkJoinPool(width - 1)) {
            return task.call(new Parallelism(pool, width));
        }
    }

    /**
     * What runs in parallel.
     *
     * @param <T> the type of its result
     */
    interface Task<T> {
        T call(Parallelism parallelism) throws Exception;
    }
}
