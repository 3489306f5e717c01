package org.lanewise.mlp;

/**
 * Follows a training run. The calls come on the thread that trains, which waits for them; an exception ends the run and
 * comes out of {@link Trainer#fit}. A listener may call {@link Trainer#cancel}.
 */
public interface TrainingListener {
    /** Ignores everything. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * Called after each step.
     *
     * @param report what happened
     */
    default void batchDone(BatchReport report) {}

    /**
     * Called after each epoch that was not cancelled, when the validation set has been evaluated.
     *
     * @param report what happened
     */
    default void epochDone(EpochReport report) {}
}
