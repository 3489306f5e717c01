package org.lanewise.jmh.steps;

import java.util.ArrayList;
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

    /** Some ulp; a wrong function is further off. */
    private static final double TOLERANCE = 1e-6;

    private final Clock clock;

    ElementaryMatch(Clock clock) {
        this.clock = clock;
    }

    /** Checks and times all functions. */
    List<Figure> play(double seconds) {
        float[] x = new float[LENGTH];
        CounterRandom random = new CounterRandom(0, 0);
        for (int i = 0; i < LENGTH; i++) {
            x[i] = RANGE * (2 * random.uniform(i) - 1);
        }
        List<Figure> figures = new ArrayList<>();
        for (ElementaryFunction function : ElementaryFunction.values()) {
            float[] ours = new float[LENGTH];
            float[] theirs = new float[LENGTH];
            List<WorkLane> lanes = List.of(
                    new WorkLane(() -> function.lanewise(x, ours), LENGTH, clock),
                    new WorkLane(() -> function.jdk(x, theirs), LENGTH, clock));
            lanes.forEach(WarmUp::java);
            check(function, LanewiseLibrary.NAME, x, ours);
            check(function, JDK, x, theirs);
            List<Rounds.Score> scores = Rounds.play(lanes, seconds);
            figures.add(figure(function, LanewiseLibrary.NAME, scores.get(0)));
            figures.add(figure(function, JDK, scores.get(1)));
        }
        return figures;
    }

    private static void check(ElementaryFunction function, String name, float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            double exact = function.exact(x[i]);
            if (!(Math.abs(y[i] - exact) <= TOLERANCE * Math.abs(exact))) {
                throw new ArithmeticException(
                        name + ", " + function + "(" + x[i] + ") is " + y[i] + " (expected: " + exact + ")");
            }
        }
    }

    private static Figure figure(ElementaryFunction function, String name, Rounds.Score score) {
        return new Figure(Part.ELEMENTARY, function.name(), name, Figure.ELEMENTS, score.rate());
    }
}
