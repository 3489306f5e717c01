package org.lanewise.jmh.scoreboard;

/** Something that is timed in turns with others. */
public interface Lane {
    /**
     * What is done in one time, in the unit that its speed is stated in.
     *
     * @return floating-point operations, samples, or bytes
     */
    double work();

    /**
     * Works.
     *
     * @param times how often
     * @return the seconds that it took
     */
    double seconds(int times);
}
