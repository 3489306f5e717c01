package org.lanewise.jmh.scoreboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The scores as text: a line per shape, then the geometric means and the worst. */
public final class ScoreTable {
    private static final int LARGE = 512;

    private final Scores scores;

    /**
     * A table.
     *
     * @param scores what to show
     */
    public ScoreTable(Scores scores) {
        this.scores = scores;
    }

    /** The table, its summary below. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header());
        scores.shapes().forEach(shape -> rows.add(row(shape)));
        return TextTable.of(rows) + "\n" + summary();
    }

    private List<String> header() {
        List<String> cells = new ArrayList<>(List.of("m x n x k", Sample.PEAK));
        cells.addAll(scores.contestants());
        cells.add("of peak");
        if (scores.hasNatives()) {
            cells.add("to best native");
            cells.add("which is");
        }
        if (scores.hasEjml()) {
            cells.add("to EJML");
        }
        return cells;
    }

    private List<String> row(Shape shape) {
        List<String> cells = new ArrayList<>(List.of(shape.toString(), speed(shape, Sample.PEAK)));
        scores.contestants().forEach(name -> cells.add(speed(shape, name)));
        cells.add(ratio(scores.peakShare(shape)));
        if (scores.hasNatives()) {
            cells.add(ratio(scores.nativeRatio(shape)));
            cells.add(scores.bestNative(shape));
        }
        if (scores.hasEjml()) {
            cells.add(ratio(scores.ejmlRatio(shape)));
        }
        return cells;
    }

    private String speed(Shape shape, String name) {
        return format("%.1f", scores.gflops(shape, name).median());
    }

    private static String ratio(Spread spread) {
        return spread.low() == spread.high()
                ? format("%.2f", spread.median())
                : format("%.2f (%.2f-%.2f)", spread.median(), spread.low(), spread.high());
    }

    private String summary() {
        List<Shape> all = scores.shapes();
        StringBuilder text = new StringBuilder();
        if (scores.hasNatives()) {
            text.append(means("to the best native peer", all, scores::nativeRatio));
        }
        if (scores.hasEjml()) {
            text.append(means("to EJML", all, scores::ejmlRatio));
        }
        List<Shape> large =
                all.stream().filter(s -> s.isSquare() && s.n() >= LARGE).toList();
        if (!large.isEmpty()) {
            text.append("Squares from ").append(LARGE).append(":\n");
            text.append(means("share of the FMA peak", large, scores::peakShare));
            if (scores.hasEjml()) {
                text.append(means("to EJML", large, scores::ejmlRatio));
            }
        }
        return text.toString();
    }

    private static String means(String what, List<Shape> shapes, Function<Shape, Spread> figure) {
        Shape worst = shapes.stream()
                .min(Comparator.comparingDouble(shape -> figure.apply(shape).median()))
                .orElseThrow();
        double mean = Statistics.geometricMean(shapes.stream()
                .mapToDouble(shape -> figure.apply(shape).median())
                .toArray());
        return format(
                "  %-24s geometric mean of %2d: %.3f   worst: %.3f at %s%n",
                what, shapes.size(), mean, figure.apply(worst).median(), worst);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
