package org.lanewise.jmh.steps;

import java.util.Arrays;

/** The times of single calls. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    int count() {
        return count;
    }

    /**
     * The shortest time that at least such a share of the calls took at most (nearest rank).
     *
     * @param share in (0, 1]
     * @return seconds
     */
    double percentile(double share) {
        if (count == 0) {
            throw new IllegalStateException("percentile: no calls (expected: at least one)");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * count) - 1] * 1e-9;
    }
}
