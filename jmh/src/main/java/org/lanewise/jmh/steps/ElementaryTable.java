package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.jmh.scoreboard.TextTable;

/** Elementary functions as text. */
public final class ElementaryTable {
    private final Figures figures;

    /**
     * A table.
     *
     * @param reports of the forks
     */
    public ElementaryTable(List<StepReport> reports) {
        this.figures = new Figures(reports, Part.ELEMENTARY, Figure.ELEMENTS);
    }

    /** A line per function. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("4,096 floats, 10^9 elements/s", LanewiseLibrary.NAME, ElementaryMatch.JDK, "to JDK"));
        for (String item : figures.items()) {
            rows.add(List.of(
                    item.toLowerCase(Locale.ROOT),
                    Cells.spread(figures.figure(item, LanewiseLibrary.NAME), "%.2f", 1e-9),
                    Cells.spread(figures.figure(item, ElementaryMatch.JDK), "%.2f", 1e-9),
                    Cells.ratio(figures.ratio(item, LanewiseLibrary.NAME, ElementaryMatch.JDK))));
        }
        return TextTable.of(rows);
    }
}
