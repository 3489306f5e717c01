package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.jmh.scoreboard.TextTable;

/** The time from the start of a JVM to the steady rate, as text. */
public final class StartTable {
    private final Figures figures;

    /**
     * A table.
     *
     * @param reports of the forks
     */
    public StartTable(List<StepReport> reports) {
        this.figures = new Figures(reports, Part.START, Figure.START);
    }

    /** A line for each way to start. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("JVM start to 90 % of the steady rate, " + StartProbe.CASE, "seconds"));
        for (String item : figures.items()) {
            rows.add(List.of(item, Cells.spread(figures.figure(item, LanewiseLibrary.NAME), "%.2f", 1)));
        }
        return TextTable.of(rows);
    }
}
