package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.ForkResult.Entrant;
import org.lanewise.jmh.scoreboard.ForkedJvm;

class StepForkTest {
    @Test
    void aForkPlaysItsPartsOnTwoThreads() throws IOException, InterruptedException {
        StepFork fork = new StepFork(
                new ForkedJvm(2, "", List.of()),
                0.01,
                Clock.WALL,
                List.of(Part.TRAINING, Part.ELEMENTARY),
                List.of(StepCase.parse("64-32-10/16/adam")));
        StepReport report = fork.run(true);
        // With the profile peers, native libraries follow.
        List<String> libraries = List.of("Lanewise", "Lanewise, 1 thread", "EJML");
        assertEquals(
                libraries,
                report.entrants().stream().map(Entrant::name).limit(3).toList());
        assertEquals(
                libraries,
                report.figures().stream()
                        .filter(figure -> figure.part() == Part.TRAINING)
                        .map(Figure::contestant)
                        .limit(3)
                        .toList());
        assertEquals(
                List.of("EXP", "EXP", "TANH", "TANH", "SIGMOID", "SIGMOID"),
                report.figures().stream()
                        .filter(figure -> figure.part() == Part.ELEMENTARY)
                        .map(Figure::item)
                        .toList());
        assertTrue(report.figures().stream().allMatch(figure -> figure.value() > 0));
        assertTrue(new TrainingTable(List.of(report)).toString().contains("to our one thread"));
    }

    @Test
    void latencyIsThatOfBothNets() {
        List<Figure> figures = new LatencyMatch(List.of(LanewiseLibrary.on(1))).play(0.01);
        assertEquals(4, figures.size());
        for (int i = 0; i < 4; i += 2) {
            assertTrue(
                    figures.get(i).value() <= figures.get(i + 1).value(),
                    "p50 and p99 of " + figures.get(i).item());
        }
    }
}
