package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.jmh.scoreboard.TextTable;

/** Latencies of one sample as text; the ratio is to the best peer of the same fork, by p50. */
public final class LatencyTable {
    private final Figures p50;
    private final Figures p99;
    private final List<String> peers;

    /**
     * A table.
     *
     * @param reports of the forks
     */
    public LatencyTable(List<StepReport> reports) {
        this.p50 = new Figures(reports, Part.LATENCY, Figure.P50);
        this.p99 = new Figures(reports, Part.LATENCY, Figure.P99);
        this.peers = p50.contestants().stream()
                .filter(name -> !name.equals(LanewiseLibrary.NAME))
                .toList();
    }

    /** A line per net. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("forward of one sample, us"));
        for (String name : p50.contestants()) {
            header.add(name + " p50");
            header.add("p99");
        }
        if (!peers.isEmpty()) {
            header.add("p50 to the better peer's");
        }
        rows.add(header);
        for (String item : p50.items()) {
            List<String> row = new ArrayList<>(List.of(item));
            for (String name : p50.contestants()) {
                row.add(Cells.spread(p50.figure(item, name), "%.2f", 1e6));
                row.add(Cells.spread(p99.figure(item, name), "%.2f", 1e6));
            }
            if (!peers.isEmpty()) {
                row.add(Cells.ratio(p50.ratioToLeast(item, LanewiseLibrary.NAME, peers)));
            }
            rows.add(row);
        }
        return TextTable.of(rows);
    }
}
