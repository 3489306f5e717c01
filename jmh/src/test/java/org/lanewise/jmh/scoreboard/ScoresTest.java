package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
    private static final Shape LARGE = Shape.parse("512x512x512");
    private static final Shape ROW = Shape.parse("1x256x784");

    private static final List<ForkResult.Entrant> ENTRANTS = List.of(
            new ForkResult.Entrant("Lanewise", Contestant.Kind.LANEWISE, "ours"),
            new ForkResult.Entrant("EJML", Contestant.Kind.EJML, "theirs"),
            new ForkResult.Entrant("One", Contestant.Kind.NATIVE, "first"),
            new ForkResult.Entrant("Two", Contestant.Kind.NATIVE, "second"));

    private final List<ForkResult> forks = List.of(
            fork(90, 4, 80, 60, 100, 30, 10, 20, 60), //
            fork(80, 5, 40, 60, 100, 30, 10, 15, 50),
            fork(99, 3, 100, 60, 110, 40, 10, 10, 80));

    /** The figures of the large square, then those of the row. */
    private static ForkResult fork(double... figures) {
        return new ForkResult(
                ENTRANTS,
                List.of("Three: not installed"),
                List.of(
                        sample(LARGE, "Lanewise", figures[0]),
                        sample(LARGE, "EJML", figures[1]),
                        sample(LARGE, "One", figures[2]),
                        sample(LARGE, "Two", figures[3]),
                        sample(LARGE, Sample.PEAK, figures[4]),
                        sample(ROW, "Lanewise", figures[5]),
                        sample(ROW, "EJML", figures[6]),
                        sample(ROW, "One", figures[7]),
                        sample(ROW, "Two", figures[8]),
                        sample(ROW, Sample.PEAK, 100)));
    }

    private static Sample sample(Shape shape, String contestant, double gflops) {
        return new Sample(shape.toString(), contestant, "how", gflops, 10);
    }

    @Test
    void ratiosAreMadeWithinAForkAgainstItsBestPeer() {
        Spread ratio = new Scores(forks).nativeRatio(LARGE);
        assertEquals(90 / 80.0, ratio.median(), 1e-15);
        assertEquals(99 / 100.0, ratio.low(), 1e-15);
        assertEquals(80 / 60.0, ratio.high(), 1e-15);
    }

    @Test
    void sharesAreOfTheForksOwnPeak() {
        assertEquals(new Spread(0.9, 0.8, 0.9), new Scores(forks).peakShare(LARGE));
        assertEquals(99, new Scores(forks).gflops(LARGE, "Lanewise").high());
    }

    @Test
    void theBestPeerHasTheHighestMedian() {
        assertEquals("One", new Scores(forks).bestNative(LARGE));
        assertEquals("Two", new Scores(forks).bestNative(ROW));
    }

    @Test
    void theTableShowsRatiosWithTheirRangeAndSumsUp() {
        List<String> lines =
                new ScoreTable(new Scores(forks)).toString().lines().toList();
        assertEquals(
                "m x n x k    FMA peak  Lanewise  EJML   One   Two           of peak    to best native  which is"
                        + "              to EJML",
                lines.get(0));
        assertEquals(
                "512x512x512     100.0      90.0   4.0  80.0  60.0  0.90 (0.80-0.90)  1.13 (0.99-1.33)       One"
                        + "  22.50 (16.00-33.00)",
                lines.get(1));
        assertEquals(
                "  to the best native peer  geometric mean of  2: 0.750   worst: 0.500 at 1x256x784", lines.get(4));
        assertTrue(
                lines.contains("  share of the FMA peak    geometric mean of  1: 0.900   worst: 0.900 at 512x512x512"));
    }

    @Test
    void withoutOthersTheTableHasNoRatios() {
        ForkResult alone = new ForkResult(
                ENTRANTS.subList(0, 1), List.of(), List.of(sample(ROW, "Lanewise", 30), sample(ROW, Sample.PEAK, 100)));
        String table = new ScoreTable(new Scores(List.of(alone))).toString();
        assertEquals("""
                m x n x k  FMA peak  Lanewise  of peak
                1x256x784     100.0      30.0     0.30

                """, table);
    }

    @Test
    void aForkIsReadBackAsWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("fork.json");
        forks.get(0).write(file);
        assertEquals(forks.get(0), ForkResult.read(file));
    }

    @Test
    void filesHoldEveryFigure(@TempDir Path folder) throws IOException {
        Path csv = folder.resolve("scores.csv");
        ScoreFiles.writeCsv(forks, csv);
        assertEquals(31, Files.readAllLines(csv).size());
        assertEquals(
                "3,512x512x512,Lanewise,how,99.0000,10", Files.readAllLines(csv).get(21));

        Path json = folder.resolve("scores.json");
        ScoreFiles.writeJson(Map.of("threads", "1"), forks, json);
        assertTrue(Files.readString(json).contains("\"threads\" : \"1\""));
    }

    @Test
    void chartsAreDrawnInBothFormats(@TempDir Path folder) throws IOException {
        SquaresChart chart = new SquaresChart(new Scores(forks));
        chart.save(folder.resolve("chart.svg"));
        chart.save(folder.resolve("chart.png"));
        String svg = Files.readString(folder.resolve("chart.svg"));
        assertTrue(svg.contains("<svg") && svg.contains("stroke:rgb(214,39,40)"), "Lanewise's line is red");
        assertEquals(900, ImageIO.read(folder.resolve("chart.png").toFile()).getWidth());
        assertThrows(IllegalArgumentException.class, () -> SquaresChart.check(folder.resolve("c.gif"), List.of(LARGE)));
        assertThrows(IllegalArgumentException.class, () -> SquaresChart.check(folder.resolve("c.svg"), List.of(ROW)));
    }
}
