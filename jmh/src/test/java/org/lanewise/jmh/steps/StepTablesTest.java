package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.jmh.scoreboard.Contestant.Kind;
import org.lanewise.jmh.scoreboard.ForkResult.Entrant;
import org.lanewise.jmh.scoreboard.Spread;

class StepTablesTest {
    private final List<StepReport> forks = List.of(fork(90, 30, 9, 3), fork(100, 50, 10, 10), fork(80, 40, 16, 4));

    private static StepReport fork(double first, double firstPeer, double second, double secondPeer) {
        List<Figure> figures = new ArrayList<>();
        add(figures, Part.TRAINING, "9-3/32/gd", Figure.SAMPLES, "Lanewise", first, "PyTorch", firstPeer);
        add(figures, Part.TRAINING, "9-3/64/gd", Figure.SAMPLES, "Lanewise", second, "PyTorch", secondPeer);
        add(figures, Part.ELEMENTARY, "EXP", Figure.ELEMENTS, "Lanewise", 3e9, "JDK", 2e9);
        add(figures, Part.BANDWIDTH, "copy", Figure.BYTES, "memory", first * 1e9);
        add(figures, Part.BANDWIDTH, "negate", Figure.BYTES, "memory", 50e9);
        add(figures, Part.BANDWIDTH, "update", Figure.BYTES, "memory", 60e9);
        add(figures, Part.BANDWIDTH, "Adam", Figure.BYTES, "Lanewise", 45e9);
        add(figures, Part.LATENCY, "9-3", Figure.P50, "Lanewise", 1e-6, "PyTorch", 9e-6, "ONNX Runtime", 4e-6);
        add(figures, Part.LATENCY, "9-3", Figure.P99, "Lanewise", 2e-6, "PyTorch", 2e-5, "ONNX Runtime", 5e-6);
        add(figures, Part.START, "no warm up", Figure.START, "Lanewise", 1.5);
        return new StepReport(
                List.of(new Entrant("Lanewise", Kind.LANEWISE, "ours")), List.of("PyTorch: far away"), figures);
    }

    private static void add(List<Figure> figures, Part part, String item, String measure, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            figures.add(new Figure(part, item, (String) pairs[i], measure, (double) pairs[i + 1]));
        }
    }

    @Test
    void ratiosAreFormedWithinAFork() {
        Figures figures = new Figures(forks, Part.TRAINING, Figure.SAMPLES);
        assertEquals(List.of("9-3/32/gd", "9-3/64/gd"), figures.items());
        assertEquals(new Spread(2, 2, 3), figures.ratio("9-3/32/gd", "Lanewise", "PyTorch"));
        assertEquals(new Spread(90, 80, 100), figures.figure("9-3/32/gd", "Lanewise"));
    }

    @Test
    void theTrainingTableSumsUp() {
        List<String> lines = new TrainingTable(forks).toString().lines().toList();
        assertEquals("training, samples/s  Lanewise  PyTorch        to PyTorch", lines.get(0));
        assertEquals("9-3/32/gd                  90       40  2.00 (2.00-3.00)", lines.get(1));
        assertEquals("9-3/64/gd                  10        4  3.00 (1.00-4.00)", lines.get(2));
        assertEquals("  to PyTorch            geometric mean of  2: 2.449   worst: 2.000 at 9-3/32/gd", lines.get(4));
    }

    @Test
    void latencyIsComparedWithTheBetterPeer() {
        List<String> lines = new LatencyTable(forks).toString().lines().toList();
        assertTrue(lines.get(0).endsWith("ONNX Runtime p50   p99  p50 to the better peer's"), lines.get(0));
        assertTrue(lines.get(1).endsWith("4.00  5.00                      0.25"), lines.get(1));
    }

    @Test
    void bandwidthIsThatOfTheForksFastestPass() {
        // The copy reached 90, 100 and 80 GB/s.
        assertEquals(new Spread(0.5, 0.45, 0.5625), new BandwidthTable(forks).share("Adam"));
        assertEquals(1, new BandwidthTable(forks).share("copy").low());
        // The pass with Adam's traffic reached 60 GB/s in each.
        assertEquals(new Spread(0.75, 0.75, 0.75), new BandwidthTable(forks).shareOfSameTraffic("Adam"));
    }

    @Test
    void theOtherTablesShowTheirFigures() {
        assertTrue(new ElementaryTable(forks).toString().lines().toList().get(1).matches("exp +3.00 +2.00 +1.50"));
        assertTrue(new StartTable(forks).toString().lines().toList().get(1).matches("no warm up +1.50"));
    }

    @Test
    void aReportIsReadBackAsWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        forks.get(0).write(file);
        assertEquals(forks.get(0), StepReport.read(file));
    }

    @Test
    void filesHoldEveryFigure(@TempDir Path folder) throws IOException {
        Path csv = folder.resolve("figures.csv");
        StepFiles.writeCsv(forks, csv);
        List<String> lines = Files.readAllLines(csv);
        assertEquals(1 + 3 * forks.get(0).figures().size(), lines.size());
        assertEquals("1,training,9-3/32/gd,\"Lanewise\",samples/s,90.0000", lines.get(1));

        Path json = folder.resolve("figures.json");
        StepFiles.writeJson(Map.of("threads", "1"), forks, json);
        assertTrue(Files.readString(json).contains("\"threads\" : \"1\""));
    }
}
