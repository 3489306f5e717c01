package org.lanewise.jmh.scoreboard;

/** Something that is timed in turns with others. */
interface Lane {
    /** Floating-point operations of one time. */
    double operations();

    /** Works so many times and returns the seconds that it took. */
    double seconds(int times);
}
