package org.lanewise.jmh.scoreboard;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The picture: GFLOP/s against the size of square products, the FMA peak as the top line. */
public final class SquaresChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final int TICK_SPACING = 90;
    private static final BasicStroke LANEWISE_LINE = new BasicStroke(4);

    /** The peak, Lanewise, EJML, then the native peers. */
    private static final Color[] COLORS = {
        Color.BLACK,
        new Color(0xD62728),
        new Color(0x7F7F7F),
        new Color(0x1F77B4),
        new Color(0x2CA02C),
        new Color(0xFF7F0E),
        new Color(0x9467BD)
    };

    private final XYChart chart;

    /**
     * Checks, before anything is measured, that a chart can be made of it.
     *
     * @param file where the picture is to go
     * @param shapes what will be measured
     * @throws IllegalArgumentException if the file's name ends neither in {@code .svg} nor in {@code .png}, or no
     *     shape is a square
     */
    public static void check(Path file, List<Shape> shapes) {
        if (!isSvg(file) && !file.toString().endsWith(".png")) {
            throw new IllegalArgumentException("chart: " + file + " (expected: a name that ends in .svg or .png)");
        }
        if (shapes.stream().noneMatch(Shape::isSquare)) {
            throw new IllegalArgumentException("shapes: no square (expected: at least one, for the chart)");
        }
    }

    private static boolean isSvg(Path file) {
        return file.toString().endsWith(".svg");
    }

    /**
     * Draws.
     *
     * @param scores what to show
     */
    public SquaresChart(Scores scores) {
        List<Shape> squares = scores.shapes().stream().filter(Shape::isSquare).toList();
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Square float products")
                .xAxisTitle("m = n = k")
                .yAxisTitle("GFLOP/s")
                .build();
        XYStyler styler = chart.getStyler();
        styler.setYAxisMin(0.0);
        styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setSeriesColors(COLORS);
        styler.setSeriesMarkers(new Marker[] {SeriesMarkers.CIRCLE});
        styler.setSeriesLines(new BasicStroke[] {SeriesLines.SOLID});
        chart.setCustomXAxisTickLabelsFormatter(log -> Long.toString(Math.round(Math.pow(2, log))));
        XYSeries peak = add(scores, squares, Sample.PEAK);
        peak.setLineStyle(SeriesLines.DASH_DASH);
        peak.setMarker(SeriesMarkers.NONE);
        for (String name : scores.contestants()) {
            add(scores, squares, name);
        }
        chart.getSeriesMap().get(scores.contestants().get(0)).setLineStyle(LANEWISE_LINE);
    }

    // The chart's own logarithmic axis has ticks at powers of ten only.
    private XYSeries add(Scores scores, List<Shape> squares, String name) {
        return chart.addSeries(
                name,
                squares.stream()
                        .mapToDouble(shape -> Math.log(shape.n()) / Math.log(2))
                        .toArray(),
                squares.stream()
                        .mapToDouble(shape -> scores.gflops(shape, name).median())
                        .toArray());
    }

    /**
     * Saves the picture.
     *
     * @param file as {@link #check} wants it
     * @throws IOException if that fails
     */
    public void save(Path file) throws IOException {
        if (isSvg(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        } else {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        }
    }
}
