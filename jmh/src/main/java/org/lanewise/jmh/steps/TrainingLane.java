package org.lanewise.jmh.steps;

import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.Lane;

/**
 * Times a training, in samples.
 *
 * @param run what is timed
 * @param work samples of a step
 * @param clock how
 */
record TrainingLane(TrainingRun run, double work, Clock clock) implements Lane {
    @Override
    public double seconds(int times) {
        long start = clock.nanos();
        run.steps(times);
        return (clock.nanos() - start) * 1e-9;
    }
}
