package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkTest {
    @Test
    void everyLibraryIsHeldToTheThreads() {
        Map<String, String> environment = new ForkedJvm(3, "Zen", List.of()).environment();
        for (String name : List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")) {
            assertEquals("3", environment.get(name));
        }
        assertEquals("PASSIVE", environment.get("OMP_WAIT_POLICY"));
        assertEquals("Zen", environment.get("OPENBLAS_CORETYPE"));
        assertEquals(false, new ForkedJvm(3, "", List.of()).environment().containsKey("OPENBLAS_CORETYPE"));
    }

    @Test
    void aForkPlaysItsShapes() throws IOException, InterruptedException {
        ForkResult result = new Fork(2, 0.01, Clock.WALL, List.of())
                .run("", List.of("Lanewise"), List.of(Shape.parse("5x6x7"), Shape.parse("7x6x5:TN")));
        assertEquals(
                List.of("Lanewise"),
                result.entrants().stream().map(ForkResult.Entrant::name).toList());
        assertEquals(
                List.of("5x6x7 Lanewise", "5x6x7 FMA peak", "7x6x5:TN Lanewise", "7x6x5:TN FMA peak"),
                result.samples().stream()
                        .map(s -> s.shape() + " " + s.contestant())
                        .toList());
        assertEquals(true, result.samples().stream().allMatch(s -> s.gflops() > 0 && s.batches() > 0));
    }

    @Test
    void aForkThatFailsSaysSo() {
        Fork fork = new Fork(1, 0.01, Clock.WALL, List.of("-XX:+NoSuchFlag"));
        assertThrows(IOException.class, () -> fork.run("", List.of(), List.of(Shape.parse("1x1x1"))));
    }
}
