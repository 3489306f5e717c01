package org.lanewise.jmh.steps;

import java.util.Locale;
import org.lanewise.jmh.scoreboard.Spread;

/** Figures as the cells of a table. */
final class Cells {
    private Cells() {}

    /** A ratio with its range, if it has one. */
    static String ratio(Spread spread) {
        return spread(spread, "%.2f", 1);
    }

    /** A figure in another unit, with its range, if it has one. */
    static String spread(Spread spread, String format, double factor) {
        String median = String.format(Locale.ROOT, format, spread.median() * factor);
        return spread.low() == spread.high()
                ? median
                : median + " ("
                        + String.format(
                                Locale.ROOT, format + "-" + format, spread.low() * factor, spread.high() * factor)
                        + ")";
    }
}
