package org.lanewise.jmh.scoreboard;

import java.util.ArrayList;
import java.util.List;

/** Contestants that play shape after shape against each other and beside the FMA peak. */
final class Match implements AutoCloseable {
    /** How long the ways of one contestant are compared, to go on with the fastest. */
    private static final double CHOICE_SECONDS = 0.05;

    private static final double REHEARSAL_SECONDS = 3;
    private static final double REHEARSAL_TURN = 0.05;

    /** Larger products run the same code, and take their time as long as it is interpreted. */
    private static final int REHEARSAL_SIZE = 512;

    private final List<Contestant> contestants;
    private final Clock clock;
    private final PeakLane peak;

    Match(List<Contestant> contestants, int threads, Clock clock) {
        this.contestants = contestants;
        this.clock = clock;
        this.peak = new PeakLane(threads, clock);
        WarmUp.java(peak);
    }

    /**
     * Has Java code run all shapes for a while, in turns, before any is timed: the compiler needs a second or more to
     * get through its queue, and longer on a busy machine.
     */
    void rehearse(List<Shape> shapes) {
        List<Contestant> javaOnes = contestants.stream()
                .filter(contestant -> contestant.kind() != Contestant.Kind.NATIVE)
                .toList();
        double total = 0;
        while (!javaOnes.isEmpty() && total < REHEARSAL_SECONDS) {
            for (Shape shape : shapes) {
                for (Contestant contestant : javaOnes) {
                    total += rehearse(contestant, shape.atMost(REHEARSAL_SIZE));
                }
            }
        }
    }

    private double rehearse(Contestant contestant, Shape shape) {
        double total = 0;
        for (Product way : contestant.prepare(Operands.random(shape))) {
            try (way) {
                total += WarmUp.briefly(new ProductLane(way, shape.operations(), clock), REHEARSAL_TURN);
            }
        }
        return total;
    }

    /** Checks and times one shape. */
    List<Sample> play(Shape shape, double seconds) {
        Operands operands = Operands.random(shape);
        DoubleProduct expected = new DoubleProduct(operands);
        List<Product> open = new ArrayList<>();
        try {
            List<ProductLane> lanes = new ArrayList<>();
            for (Contestant contestant : contestants) {
                List<Product> ways = contestant.prepare(operands);
                open.addAll(ways);
                lanes.add(fastest(contestant, ways, shape, expected));
            }
            List<Lane> all = new ArrayList<>(lanes);
            all.add(peak);
            List<Rounds.Score> scores = Rounds.play(all, seconds);
            return samples(shape, lanes, scores);
        } finally {
            open.forEach(Product::close);
        }
    }

    private ProductLane fastest(Contestant contestant, List<Product> ways, Shape shape, DoubleProduct expected) {
        List<ProductLane> lanes = new ArrayList<>();
        for (Product way : ways) {
            ProductLane lane = new ProductLane(way, shape.operations(), clock);
            way.run(1);
            expected.check(contestant.name() + " (" + way.how() + ")", way.result());
            if (contestant.kind() == Contestant.Kind.NATIVE) {
                WarmUp.nativeCode(lane);
            } else {
                WarmUp.java(lane);
            }
            lanes.add(lane);
        }
        if (lanes.size() == 1) {
            return lanes.get(0);
        }
        List<Rounds.Score> scores = Rounds.play(lanes, CHOICE_SECONDS);
        int best = 0;
        for (int i = 1; i < lanes.size(); i++) {
            best = scores.get(i).rate() > scores.get(best).rate() ? i : best;
        }
        return lanes.get(best);
    }

    private List<Sample> samples(Shape shape, List<ProductLane> lanes, List<Rounds.Score> scores) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            samples.add(sample(
                    shape, contestants.get(i).name(), lanes.get(i).product().how(), scores.get(i)));
        }
        samples.add(sample(shape, Sample.PEAK, "fma", scores.get(lanes.size())));
        return samples;
    }

    private static Sample sample(Shape shape, String name, String how, Rounds.Score score) {
        return new Sample(shape.toString(), name, how, score.rate() * 1e-9, score.batches());
    }

    @Override
    public void close() {
        peak.close();
    }
}
