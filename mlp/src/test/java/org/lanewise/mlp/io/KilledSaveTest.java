package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;

/** A JVM that does nothing but save, killed (SIGKILL) at moments of our choosing: the file is the old or the new one. */
class KilledSaveTest {
    private static final int WIDTH = 300;

    @TempDir
    Path directory;

    @Test
    void killedTwentyFiveTimes() throws Exception {
        kill(25);
    }

    @Test
    @Tag("exhaustive")
    void killedTwoHundredTimes() throws Exception {
        kill(200);
    }

    private void kill(int times) throws Exception {
        Path file = directory.resolve("model");
        ModelFile.save(model(0), file);
        SplittableRandom random = new SplittableRandom(1);
        int midway = 0;
        for (int i = 0; i < times; i++) {
            Process saving = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Saving.class.getName(),
                            file.toString(),
                            Integer.toString(2 * i + 1))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // A byte says that one save is done; then anything up to some saves later.
            assertEquals('s', saving.getInputStream().read());
            TimeUnit.MICROSECONDS.sleep(random.nextInt(15_000));
            saving.destroyForcibly();
            assertTrue(saving.waitFor(60, TimeUnit.SECONDS));

            float[] parameters = ModelFile.load(file).parameters();
            float value = parameters[0];
            float[] expected = new float[parameters.length];
            Arrays.fill(expected, value);
            assertTrue(Arrays.equals(expected, parameters), "a mixture of two models");
            assertTrue(value == 2 * i + 1 || value == 2 * i + 2, "a model that nobody saved last: " + value);
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : entries.filter(entry -> !entry.equals(file)).toList()) {
                    midway++;
                    Files.delete(entry);
                }
            }
        }
        System.out.println("KilledSaveTest: " + times + " kills, " + midway + " of them in the middle of a save");
        assertTrue(midway > 0, "no kill fell into a save");
    }

    /** A model whose parameters are all the same number. */
    private static Mlp model(float value) {
        Mlp model = new Mlp(List.of(new Dense(WIDTH, WIDTH)));
        Arrays.fill(model.parameters(), value);
        return model;
    }

    /** Saves two models in turns until killed. */
    static final class Saving {
        private Saving() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            float value = Float.parseFloat(arguments[1]);
            Mlp[] models = {model(value), model(value + 1)};
            ModelFile.save(models[0], file);
            System.out.write('s');
            System.out.flush();
            for (int i = 1; ; i ^= 1) {
                ModelFile.save(models[i], file);
            }
        }
    }
}
