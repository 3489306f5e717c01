package org.lanewise.jmh.steps;

import static org.lanewise.jmh.steps.LanewiseLibrary.ALONE;
import static org.lanewise.jmh.steps.LanewiseLibrary.NAME;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.lanewise.jmh.scoreboard.Spread;
import org.lanewise.jmh.scoreboard.Statistics;
import org.lanewise.jmh.scoreboard.TextTable;

/** Training steps as text: a line per case, then the geometric mean and the worst of each ratio. */
public final class TrainingTable {
    private final Figures figures;
    private final List<String> others;

    /**
     * A table.
     *
     * @param reports of the forks
     */
    public TrainingTable(List<StepReport> reports) {
        this.figures = new Figures(reports, Part.TRAINING, Figure.SAMPLES);
        this.others = figures.contestants().stream()
                .filter(name -> !name.equals(NAME))
                .toList();
    }

    /** The table, its summary below. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("training, samples/s", NAME));
        header.addAll(others);
        others.forEach(name -> header.add("to " + name));
        rows.add(header);
        for (String item : figures.items()) {
            List<String> row = new ArrayList<>(List.of(item, rate(item, NAME)));
            others.forEach(name -> row.add(rate(item, name)));
            others.forEach(name -> row.add(Cells.ratio(figures.ratio(item, NAME, name))));
            rows.add(row);
        }
        StringBuilder text = new StringBuilder(TextTable.of(rows)).append('\n');
        others.forEach(name -> text.append(summary(name)));
        return text.toString();
    }

    private String rate(String item, String name) {
        return String.format(Locale.ROOT, "%.0f", figures.figure(item, name).median());
    }

    private String summary(String other) {
        List<String> items = figures.items();
        String worst = items.stream()
                .min(Comparator.comparingDouble(item -> ratio(item, other).median()))
                .orElseThrow();
        double mean = Statistics.geometricMean(
                items.stream().mapToDouble(item -> ratio(item, other).median()).toArray());
        return String.format(
                Locale.ROOT,
                "  to %-18s geometric mean of %2d: %.3f   worst: %.3f at %s%n",
                other.equals(ALONE) ? "our one thread" : other,
                items.size(),
                mean,
                ratio(worst, other).median(),
                worst);
    }

    private Spread ratio(String item, String other) {
        return figures.ratio(item, NAME, other);
    }
}
