package org.lanewise.jmh.scoreboard;

import java.util.stream.DoubleStream;

/**
 * One figure as several forks measured it.
 *
 * @param median over the forks
 * @param low the smallest
 * @param high the largest
 */
public record Spread(double median, double low, double high) {
    /**
     * Sums forks up.
     *
     * @param values one per fork, at least one
     * @return the spread
     */
    public static Spread of(double... values) {
        return new Spread(
                Statistics.median(values),
                DoubleStream.of(values).min().getAsDouble(),
                DoubleStream.of(values).max().getAsDouble());
    }
}
