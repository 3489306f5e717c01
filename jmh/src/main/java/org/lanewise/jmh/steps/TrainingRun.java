package org.lanewise.jmh.steps;

/** A training in progress: its own parameters, and all that it needs for steps on its batch. */
public interface TrainingRun extends AutoCloseable {
    /**
     * Steps: forward, loss, backward, update.
     *
     * @param times how many, at least 1
     */
    void steps(int times);

    /**
     * The mean loss of the last step, before its update.
     *
     * @return the loss
     */
    double loss();

    /** Frees what the run holds. */
    @Override
    void close();
}
