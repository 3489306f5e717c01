package org.lanewise.jmh.scoreboard;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Runs a lane until it is as fast as it will be. */
public final class WarmUp {
    private static final double JAVA_SECONDS = 0.3;
    private static final double JAVA_LIMIT = 3;
    private static final double NATIVE_SECONDS = 0.03;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /**
     * Runs for about so many seconds.
     *
     * @param lane what to run
     * @param seconds the least
     * @return how many it was
     */
    public static double briefly(Lane lane, double seconds) {
        double total = 0;
        while (total < seconds) {
            total += lane.seconds(1);
        }
        return total;
    }

    /**
     * Runs Java code until the compiler has had nothing to do for 0.3 s, though for 3 s at most.
     *
     * @param lane what to run
     */
    public static void java(Lane lane) {
        double total = 0;
        double quiet = 0;
        long compiled = COMPILER.getTotalCompilationTime();
        while (quiet < JAVA_SECONDS && total < JAVA_LIMIT) {
            double seconds = lane.seconds(1);
            total += seconds;
            quiet += seconds;
            long now = COMPILER.getTotalCompilationTime();
            if (now != compiled) {
                compiled = now;
                quiet = 0;
            }
        }
    }

    /**
     * Runs native code until caches, pages and the library's own buffers are in place.
     *
     * @param lane what to run
     */
    public static void nativeCode(Lane lane) {
        briefly(lane, NATIVE_SECONDS);
    }
}
