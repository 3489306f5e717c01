package org.lanewise.jmh.steps;

import java.util.Optional;
import org.ejml.EjmlVersion;
import org.ejml.concurrency.EjmlConcurrency;
import org.lanewise.jmh.scoreboard.Contestant.Kind;

/** The same net written with EJML. */
public final class EjmlLibrary implements Library {
    private final int threads;

    /**
     * EJML on some threads.
     *
     * @param threads how many, at least 1
     */
    public EjmlLibrary(int threads) {
        this.threads = threads;
        if (threads > 1) {
            EjmlConcurrency.setMaxThreads(threads);
        }
    }

    @Override
    public String name() {
        return "EJML";
    }

    @Override
    public Kind kind() {
        return Kind.EJML;
    }

    @Override
    public String description() {
        return EjmlVersion.VERSION + ", " + threads + " thread(s)";
    }

    @Override
    public Optional<TrainingRun> training(TrainingTask task) {
        return Optional.of(new EjmlTraining(task, threads));
    }

    @Override
    public Optional<Inference> inference(Net net, float[] parameters) {
        return Optional.empty();
    }
}
