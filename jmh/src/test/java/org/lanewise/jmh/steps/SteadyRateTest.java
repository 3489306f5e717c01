package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SteadyRateTest {
    private static final long MS = 1_000_000;

    /** So many steps, each so many nanoseconds after the one before, phase after phase. */
    private static long[] run(long... phases) {
        int steps = 0;
        for (int i = 0; i < phases.length; i += 2) {
            steps += (int) phases[i];
        }
        long[] nanos = new long[steps];
        long time = -7 * MS;
        int next = 0;
        for (int i = 0; i < phases.length; i += 2) {
            for (int j = 0; j < phases[i]; j++) {
                time += phases[i + 1];
                nanos[next++] = time;
            }
        }
        return nanos;
    }

    @Test
    void theRateComesUpWhereTheSlowPhaseEnds() {
        // 1 s of 100 steps a second, then 3 s of 1000.
        long[] nanos = run(100, 10 * MS, 3000, MS);
        SteadyRate rate = new SteadyRate(nanos, 50 * MS);
        assertEquals(1000, rate.steady(), 1e-6);
        // Nine tenths of a window's steps fit when at most a tenth of the window is still slow.
        assertEquals(nanos[99], rate.reached(0.9), 10 * MS);
    }

    @Test
    void aBurstIsNotEnoughAndAPauseLaterDoesNotCount() {
        long[] nanos = run(10, 10 * MS, 10, MS, 90, 10 * MS, 2000, MS, 1, 300 * MS, 2000, MS);
        SteadyRate rate = new SteadyRate(nanos, 50 * MS);
        assertEquals(1000, rate.steady(), 1e-6);
        assertEquals(nanos[109], rate.reached(0.9), 10 * MS);
    }

    @Test
    void aSteadyRunIsSteadyFromItsFirstStep() {
        long[] nanos = run(4000, MS);
        assertEquals(nanos[0], new SteadyRate(nanos, 50 * MS).reached(0.9));
    }

    @Test
    void tooShortARunIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SteadyRate(run(100, MS), 50 * MS));
        assertThrows(IllegalArgumentException.class, () -> new SteadyRate(new long[0], 50 * MS));
    }

    @Test
    void percentilesAreNearestRanks() {
        Latencies latencies = new Latencies();
        assertThrows(IllegalStateException.class, () -> latencies.percentile(0.5));
        for (int i = 3001; i > 0; i--) {
            latencies.add(i);
        }
        assertEquals(3001, latencies.count());
        assertEquals(1501e-9, latencies.percentile(0.5), 1e-15);
        assertEquals(2971e-9, latencies.percentile(0.99), 1e-15);
        assertEquals(3001e-9, latencies.percentile(1), 1e-15);
    }
}
