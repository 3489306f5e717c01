package org.lanewise.jmh.scoreboard;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The forks summed up: figures of each shape, and what they say of Lanewise. Ratios are made within a fork. */
public final class Scores {
    private final List<ForkResult> forks;
    private final List<Map<String, Map<String, Sample>>> byShape;
    private final String lanewise;
    private final List<String> natives;
    private final Optional<String> ejml;

    /**
     * Sums up.
     *
     * @param forks at least one, of the same shapes and contestants
     */
    public Scores(List<ForkResult> forks) {
        this.forks = List.copyOf(forks);
        this.byShape = forks.stream().map(Scores::index).toList();
        this.lanewise = names(Contestant.Kind.LANEWISE).get(0);
        this.natives = names(Contestant.Kind.NATIVE);
        this.ejml = names(Contestant.Kind.EJML).stream().findFirst();
    }

    private static Map<String, Map<String, Sample>> index(ForkResult fork) {
        Map<String, Map<String, Sample>> index = new LinkedHashMap<>();
        for (Sample sample : fork.samples()) {
            index.computeIfAbsent(sample.shape(), key -> new HashMap<>()).put(sample.contestant(), sample);
        }
        return index;
    }

    private List<String> names(Contestant.Kind kind) {
        return forks.get(0).entrants().stream()
                .filter(entrant -> entrant.kind() == kind)
                .map(ForkResult.Entrant::name)
                .toList();
    }

    /**
     * The shapes played.
     *
     * @return the shapes, in order
     */
    public List<Shape> shapes() {
        return byShape.get(0).keySet().stream().map(Shape::parse).toList();
    }

    /**
     * The contestants.
     *
     * @return their names, in order
     */
    public List<String> contestants() {
        return forks.get(0).entrants().stream().map(ForkResult.Entrant::name).toList();
    }

    /**
     * Whether a native peer played.
     *
     * @return whether {@link #nativeRatio} can be asked
     */
    public boolean hasNatives() {
        return !natives.isEmpty();
    }

    /**
     * Whether EJML played.
     *
     * @return whether {@link #ejmlRatio} can be asked
     */
    public boolean hasEjml() {
        return ejml.isPresent();
    }

    /**
     * The speed of one contestant.
     *
     * @param shape at this shape
     * @param name of a contestant, or {@link Sample#PEAK}
     * @return GFLOP/s
     */
    public Spread gflops(Shape shape, String name) {
        return spread(shape, samples -> samples.get(name).gflops());
    }

    /**
     * Lanewise's share of the FMA peak of the same fork, measured in turns with it.
     *
     * @param shape at this shape
     * @return the share
     */
    public Spread peakShare(Shape shape) {
        return spread(
                shape, samples -> speed(samples) / samples.get(Sample.PEAK).gflops());
    }

    /**
     * Lanewise against the native peer that was fastest at this shape in the same fork.
     *
     * @param shape at this shape
     * @return Lanewise's speed over the peer's
     */
    public Spread nativeRatio(Shape shape) {
        return spread(
                shape,
                samples -> speed(samples)
                        / natives.stream()
                                .mapToDouble(name -> samples.get(name).gflops())
                                .max()
                                .getAsDouble());
    }

    /**
     * Lanewise against EJML.
     *
     * @param shape at this shape
     * @return Lanewise's speed over EJML's
     */
    public Spread ejmlRatio(Shape shape) {
        return spread(
                shape,
                samples -> speed(samples) / samples.get(ejml.orElseThrow()).gflops());
    }

    /**
     * The native peer with the highest median.
     *
     * @param shape at this shape
     * @return its name
     */
    public String bestNative(Shape shape) {
        String best = natives.get(0);
        for (String name : natives) {
            best = gflops(shape, name).median() > gflops(shape, best).median() ? name : best;
        }
        return best;
    }

    private double speed(Map<String, Sample> samples) {
        return samples.get(lanewise).gflops();
    }

    private Spread spread(Shape shape, ToDoubleFunction<Map<String, Sample>> figure) {
        return Spread.of(byShape.stream()
                .mapToDouble(fork -> figure.applyAsDouble(fork.get(shape.toString())))
                .toArray());
    }
}
