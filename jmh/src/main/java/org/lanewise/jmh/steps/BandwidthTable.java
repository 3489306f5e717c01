package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.jmh.scoreboard.Spread;
import org.lanewise.jmh.scoreboard.TextTable;

/**
 * Kernels on large arrays as text: their share of the highest bandwidth that a pass reached in the same fork, and of the
 * pass that reads and writes as they do.
 */
public final class BandwidthTable {
    private final List<Map<String, Figure>> forks;

    /**
     * A table.
     *
     * @param reports of the forks
     */
    public BandwidthTable(List<StepReport> reports) {
        this.forks = reports.stream()
                .map(report -> report.figures().stream()
                        .filter(figure -> figure.part() == Part.BANDWIDTH)
                        .collect(Collectors.toMap(Figure::item, figure -> figure)))
                .toList();
    }

    /**
     * What a kernel or pass reached of the memory bandwidth.
     *
     * @param item the kernel or pass
     * @return its bytes a second over those of the fastest pass
     */
    public Spread share(String item) {
        return Spread.of(forks.stream()
                .mapToDouble(fork -> fork.get(item).value()
                        / fork.values().stream()
                                .filter(figure -> figure.contestant().equals(BandwidthMatch.MEMORY))
                                .mapToDouble(Figure::value)
                                .max()
                                .orElseThrow())
                .toArray());
    }

    /**
     * What a kernel reached of the pass with the same traffic.
     *
     * @param item the kernel; a pass is its own
     * @return its bytes a second over those of the pass
     */
    public Spread shareOfSameTraffic(String item) {
        String pass = BandwidthMatch.SAME_TRAFFIC.getOrDefault(item, item);
        return Spread.of(forks.stream()
                .mapToDouble(fork -> fork.get(item).value() / fork.get(pass).value())
                .toArray());
    }

    /** A line per pass and kernel, in the order of their speed. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("16 M floats", "by", "GB/s", "of memory bandwidth", "of a pass with the same traffic"));
        forks.get(0).values().stream()
                .sorted((x, y) -> Double.compare(y.value(), x.value()))
                .forEach(figure -> rows.add(List.of(
                        figure.item(),
                        figure.contestant(),
                        Cells.spread(bytes(figure.item()), "%.1f", 1e-9),
                        Cells.ratio(share(figure.item())),
                        Cells.ratio(shareOfSameTraffic(figure.item())))));
        return TextTable.of(rows);
    }

    private Spread bytes(String item) {
        return Spread.of(
                forks.stream().mapToDouble(fork -> fork.get(item).value()).toArray());
    }
}
