package org.lanewise.jmh.scoreboard;

/**
 * What one fork measured of one contestant at one shape.
 *
 * @param shape as {@link Shape#parse} reads it
 * @param contestant whose name, or {@link #PEAK}
 * @param how the function that was fastest
 * @param gflops median over the batches
 * @param batches how many
 */
public record Sample(String shape, String contestant, String how, double gflops, int batches) {
    /** Stands for the FMA peak in {@link #contestant}. */
    public static final String PEAK = "FMA peak";
}
