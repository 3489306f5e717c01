package org.lanewise.jmh.steps;

import java.util.Optional;
import org.lanewise.jmh.scoreboard.Contestant.Kind;

/** A contestant: a library that trains nets, serves them, or both. */
public interface Library {
    /**
     * The name in the tables.
     *
     * @return a short name
     */
    String name();

    /**
     * The side.
     *
     * @return the side
     */
    Kind kind();

    /**
     * Version and configuration.
     *
     * @return one line
     */
    String description();

    /**
     * Prepares a training.
     *
     * @param task what to start from
     * @return the training, to be closed by the caller; empty if the library does not play there
     */
    Optional<TrainingRun> training(TrainingTask task);

    /**
     * Prepares a net for one sample a call, on one thread.
     *
     * @param net what to serve
     * @param parameters laid out as {@link Net} says, not to be written to
     * @return the net, to be closed by the caller; empty if the library does not play there
     */
    Optional<Inference> inference(Net net, float[] parameters);
}
