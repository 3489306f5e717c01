package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.Rounds;
import org.lanewise.jmh.scoreboard.WarmUp;
import org.lanewise.kernels.CounterRandom;

/** Elementary functions on data in the first-level cache, Lanewise's and the JDK's in turns. */
final class ElementaryMatch {
    /** Who Lanewise plays against. */
    static final String JDK = "JDK";

    private static final int LENGTH = 4096;

    /** Arguments are drawn from ±RANGE: no shortcut for large ones serves many of them. */
    private static final float RANGE = 8;

    /**
     * Where the results go, as far from the arguments for both sides: at some distances (near multiples of 4 KiB) a load
     * waits for a store that it has nothing to do with.
     */
    private static final int RESULTS = LENGTH + 512;

    /** Some ulp; a wrong function is further off. */
    private static final double TOLERANCE = 1e-6;

    private final Clock clock;

    ElementaryMatch(Clock clock) {
        this.clock = clock;
    }

    /** Checks and times all functions. */
    List<Figure> play(double seconds) {
        float[] data = new float[RESULTS + LENGTH];
        CounterRandom random = new CounterRandom(0, 0);
        for (int i = 0; i < LENGTH; i++) {
            data[i] = RANGE * (2 * random.uniform(i) - 1);
        }
        List<Figure> figures = new ArrayList<>();
        for (ElementaryFunction function : ElementaryFunction.values()) {
            List<WorkLane> lanes = List.of(
                    new WorkLane(() -> function.lanewise(LENGTH, data, 0, RESULTS), LENGTH, clock),
                    new WorkLane(() -> function.jdk(LENGTH, data, 0, RESULTS), LENGTH, clock));
            warmUp(function, LanewiseLibrary.NAME, lanes.get(0), data);
            warmUp(function, JDK, lanes.get(1), data);
            List<Rounds.Score> scores = Rounds.play(lanes, seconds);
            figures.add(figure(function, LanewiseLibrary.NAME, scores.get(0)));
            figures.add(figure(function, JDK, scores.get(1)));
        }
        return figures;
    }

    private static void warmUp(ElementaryFunction function, String name, WorkLane lane, float[] data) {
        Arrays.fill(data, RESULTS, RESULTS + LENGTH, Float.NaN);
        WarmUp.java(lane);
        for (int i = 0; i < LENGTH; i++) {
            double exact = function.exact(data[i]);
            if (!(Math.abs(data[RESULTS + i] - exact) <= TOLERANCE * Math.abs(exact))) {
                throw new ArithmeticException(name + ", " + function + "(" + data[i] + ") is " + data[RESULTS + i]
                        + " (expected: " + exact + ")");
            }
        }
    }

    private static Figure figure(ElementaryFunction function, String name, Rounds.Score score) {
        return new Figure(Part.ELEMENTARY, function.name(), name, Figure.ELEMENTS, score.rate());
    }
}
