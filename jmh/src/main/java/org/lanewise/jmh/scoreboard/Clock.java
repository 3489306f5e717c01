package org.lanewise.jmh.scoreboard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How time is told. */
public enum Clock {
    /** By the wall: what a user waits. */
    WALL {
        @Override
        public long nanos() {
            return System.nanoTime();
        }
    },
    /**
     * By what the calling thread has run, so that time taken by other processes does not count. Only for one thread:
     * the work of others does not count either.
     */
    CPU {
        @Override
        public long nanos() {
            return THREADS.getCurrentThreadCpuTime();
        }
    };

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * The time.
     *
     * @return nanoseconds from an arbitrary start
     */
    public abstract long nanos();
}
