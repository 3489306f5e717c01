package org.lanewise.jmh.steps;

import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.Lane;

/**
 * Times anything.
 *
 * @param body what is timed
 * @param work of one time
 * @param clock how
 */
record WorkLane(Runnable body, double work, Clock clock) implements Lane {
    @Override
    public double seconds(int times) {
        long start = clock.nanos();
        for (int i = 0; i < times; i++) {
            body.run();
        }
        return (clock.nanos() - start) * 1e-9;
    }
}
