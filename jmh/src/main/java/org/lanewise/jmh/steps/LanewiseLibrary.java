package org.lanewise.jmh.steps;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.lanewise.jmh.scoreboard.Contestant.Kind;
import org.lanewise.kernels.Kernels;
import org.lanewise.kernels.Parallelism;

/** Lanewise: the side that the ratios are stated for. */
public final class LanewiseLibrary implements Library {
    /** Its name in the tables. */
    public static final String NAME = "Lanewise";

    /** Its name on one thread, beside itself on more. */
    public static final String ALONE = "Lanewise, 1 thread";

    private final String name;
    private final Parallelism parallelism;

    private LanewiseLibrary(String name, Parallelism parallelism) {
        this.name = name;
        this.parallelism = parallelism;
    }

    /**
     * Lanewise on some threads.
     *
     * @param threads how many, at least 1
     * @return the contestant
     */
    public static LanewiseLibrary on(int threads) {
        return new LanewiseLibrary(
                NAME, threads == 1 ? Parallelism.SEQUENTIAL : Parallelism.of(new ForkJoinPool(threads)));
    }

    /**
     * Lanewise on one thread, to be compared with itself on more.
     *
     * @return the contestant
     */
    public static LanewiseLibrary alone() {
        return new LanewiseLibrary(ALONE, Parallelism.SEQUENTIAL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.LANEWISE;
    }

    @Override
    public String description() {
        return "kernels " + Kernels.name() + ", " + parallelism.width() + " thread(s)";
    }

    @Override
    public Optional<TrainingRun> training(TrainingTask task) {
        return Optional.of(new LanewiseTraining(task, parallelism));
    }

    @Override
    public Optional<Inference> inference(Net net, float[] parameters) {
        return name.equals(NAME) ? Optional.of(new LanewiseInference(net, parameters)) : Optional.empty();
    }
}
