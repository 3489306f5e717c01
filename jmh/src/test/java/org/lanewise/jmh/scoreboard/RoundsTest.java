package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lanes that keep their own time. */
class RoundsTest {
    private final List<String> turns = new ArrayList<>();

    private final class Steady implements Lane {
        private final String name;
        private final double secondsEach;
        private int calls;

        Steady(String name, double secondsEach) {
            this.name = name;
            this.secondsEach = secondsEach;
        }

        @Override
        public double work() {
            return 1;
        }

        @Override
        public double seconds(int times) {
            calls++;
            turns.add(name);
            // Every fifth call meets a disturbance.
            return times * secondsEach * (calls % 5 == 0 ? 3 : 1);
        }
    }

    @Test
    void theMedianShrugsDisturbancesOff() {
        List<Rounds.Score> scores = Rounds.play(List.of(new Steady("a", 1e-5), new Steady("b", 2e-5)), 0.2);
        assertEquals(1e5, scores.get(0).rate(), 1);
        assertEquals(5e4, scores.get(1).rate(), 1);
    }

    @Test
    void lanesTakeTurnsThereAndBack() {
        Rounds.play(List.of(new Steady("a", 5e-3), new Steady("b", 5e-3), new Steady("c", 5e-3)), 0.2);
        // The first three calls find how long a batch is to be.
        assertEquals(List.of("a", "b", "c", "c", "b", "a"), turns.subList(3, 9));
    }

    @Test
    void theTimeIsSharedEqually() {
        List<Rounds.Score> scores = Rounds.play(List.of(new Steady("a", 1e-6), new Steady("b", 1e-2)), 0.2);
        assertTrue(
                scores.get(0).batches() >= 30,
                "batches of the fast lane: " + scores.get(0).batches());
        assertTrue(
                scores.get(1).batches() <= 11,
                "batches of the slow lane: " + scores.get(1).batches());
    }

    @Test
    void aLaneThatIsFarTooSlowRunsOnce() {
        List<Rounds.Score> scores = Rounds.play(List.of(new Steady("a", 1e-3), new Steady("b", 9)), 0.1);
        assertEquals(1, scores.get(1).batches());
        assertTrue(scores.get(0).batches() >= 3);
    }
}
