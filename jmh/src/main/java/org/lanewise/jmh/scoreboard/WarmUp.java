package org.lanewise.jmh.scoreboard;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Runs a lane until it is as fast as it will be. */
final class WarmUp {
    private static final double JAVA_SECONDS = 0.3;
    private static final double JAVA_LIMIT = 3;
    private static final double NATIVE_SECONDS = 0.03;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /** Runs Java code until the compiler has had nothing to do for 0.3 s, though for 3 s at most. */
    static void java(Lane lane) {
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

    /** Runs native code until caches, pages and the library's own buffers are in place. */
    static void nativeCode(Lane lane) {
        double total = 0;
        while (total < NATIVE_SECONDS) {
            total += lane.seconds(1);
        }
    }
}
