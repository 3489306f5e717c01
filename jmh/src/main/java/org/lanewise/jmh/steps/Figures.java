package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lanewise.jmh.scoreboard.Spread;

/** The forks' figures of one part and measure summed up. Ratios are made within a fork. */
public final class Figures {
    private final List<Map<String, Map<String, Double>>> forks = new ArrayList<>();

    /**
     * Sums up.
     *
     * @param reports at least one, of the same items and contestants
     * @param part which part
     * @param measure which measure
     */
    public Figures(List<StepReport> reports, Part part, String measure) {
        for (StepReport report : reports) {
            Map<String, Map<String, Double>> items = new LinkedHashMap<>();
            for (Figure figure : report.figures()) {
                if (figure.part() == part && figure.measure().equals(measure)) {
                    items.computeIfAbsent(figure.item(), key -> new LinkedHashMap<>())
                            .put(figure.contestant(), figure.value());
                }
            }
            forks.add(items);
        }
    }

    /**
     * What was played.
     *
     * @return the items, in order
     */
    public List<String> items() {
        return List.copyOf(forks.get(0).keySet());
    }

    /**
     * Who played at any item.
     *
     * @return their names, in order
     */
    public List<String> contestants() {
        return forks.get(0).values().stream()
                .flatMap(figures -> figures.keySet().stream())
                .distinct()
                .toList();
    }

    /**
     * Whether a contestant played an item.
     *
     * @param item the item
     * @param contestant its name
     * @return whether there is a figure
     */
    public boolean has(String item, String contestant) {
        return forks.get(0).get(item).containsKey(contestant);
    }

    /**
     * A contestant's figure.
     *
     * @param item the item
     * @param contestant its name
     * @return the figure over the forks
     */
    public Spread figure(String item, String contestant) {
        return spread(item, figures -> figures.get(contestant));
    }

    /**
     * One contestant's figure over another's.
     *
     * @param item the item
     * @param contestant whose figure
     * @param other over whose
     * @return the ratio over the forks
     */
    public Spread ratio(String item, String contestant, String other) {
        return spread(item, figures -> figures.get(contestant) / figures.get(other));
    }

    /**
     * One contestant's figure over the smallest of some others' in the same fork.
     *
     * @param item the item
     * @param contestant whose figure
     * @param others over whose, at least one
     * @return the ratio over the forks
     */
    public Spread ratioToLeast(String item, String contestant, List<String> others) {
        return spread(
                item,
                figures -> figures.get(contestant)
                        / others.stream().mapToDouble(figures::get).min().orElseThrow());
    }

    private Spread spread(String item, ToDoubleFunction<Map<String, Double>> figure) {
        return Spread.of(forks.stream()
                .mapToDouble(fork -> figure.applyAsDouble(fork.get(item)))
                .toArray());
    }
}
