package org.lanewise.jmh.scoreboard;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The two averages of the scoreboard. */
final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two middle ones. */
    static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The mean of ratios: exp of the mean logarithm. */
    static double geometricMean(double... values) {
        return Math.exp(DoubleStream.of(values)
                .map(Math::log)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("values: none (expected: at least one)")));
    }
}
