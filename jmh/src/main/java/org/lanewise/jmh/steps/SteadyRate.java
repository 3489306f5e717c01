package org.lanewise.jmh.steps;

import java.util.Arrays;
import org.lanewise.jmh.scoreboard.Statistics;

/** Finds out, from the times at which steps ended, when their rate had come up to the steady one. */
final class SteadyRate {
    private final long[] nanos;
    private final long window;

    /**
     * The steps of a run.
     *
     * @param nanos when each step ended, ascending
     * @param window over how long a rate is taken; the run is to be at least four times as long
     */
    SteadyRate(long[] nanos, long window) {
        if (nanos.length < 2 || nanos[nanos.length - 1] - nanos[0] < 4 * window) {
            throw new IllegalArgumentException("nanos: a run of " + nanos.length + " steps (expected: four windows of "
                    + window + " ns at least)");
        }
        this.nanos = nanos;
        this.window = window;
    }

    /** Steps a second: the median over the windows of the second half of the run. */
    double steady() {
        long last = nanos[nanos.length - 1];
        long half = nanos[0] + (last - nanos[0]) / 2;
        int windows = (int) ((last - half) / window);
        double[] rates = new double[windows];
        for (int i = 0; i < windows; i++) {
            rates[i] = rate(half + i * window);
        }
        return Statistics.median(rates);
    }

    /** Steps a second in the window that starts then. */
    private double rate(long from) {
        return (endedBefore(from + window) - endedBefore(from)) / (window * 1e-9);
    }

    private int endedBefore(long time) {
        int index = Arrays.binarySearch(nanos, time);
        return index >= 0 ? index : -index - 1;
    }

    /**
     * When the rate came up: the first step after which a window's worth of steps ran at such a share of the steady
     * rate.
     *
     * @param share such as 0.9
     * @return the time, as the nanos are
     */
    long reached(double share) {
        double least = share * steady();
        for (long time : nanos) {
            if (rate(time) >= least) {
                return time;
            }
        }
        throw new IllegalStateException("share: " + share + " was never reached (expected: below 1)");
    }
}
