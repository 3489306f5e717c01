package org.lanewise.jmh.scoreboard;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The two averages of the scoreboards. */
public final class Statistics {
    private Statistics() {}

    /**
     * The middle value, or the mean of the two middle ones.
     *
     * @param values at least one
     * @return the median
     */
    public static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The mean of ratios: exp of the mean logarithm.
     *
     * @param values at least one
     * @return the mean
     */
    public static double geometricMean(double... values) {
        return Math.exp(DoubleStream.of(values)
                .map(Math::log)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("values: none (expected: at least one)")));
    }
}
