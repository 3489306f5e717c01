package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a JVM of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no kill command")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionTest {
    private static final String STOPPING = "lanewise: stopping after the batch at hand";

    @TempDir
    Path directory;

    @Test
    void endsBetweenBatchesAndSaves() throws IOException, InterruptedException {
        Path model = directory.resolve("model.safetensors");
        CommandRun run = interruptedTraining(() -> {}, "--save", model.toString());
        assertEquals(STOPPING, run.err());
        String ending = run.out();
        assertTrue(ending.contains("interrupted after "), ending);
        assertTrue(ending.endsWith("saved " + model), ending);
        assertTrue(CommandRun.ok("info", model).out().contains("3 inputs, 3 outputs"));
        assertEquals(2, directory.toFile().list().length, "something was left behind");
    }

    @Test
    void endsWithoutAFileToo() throws IOException, InterruptedException {
        String ending = interruptedTraining(() -> {}).out();
        assertTrue(ending.matches("(?s).*interrupted after [0-9]+ of 1000000 epochs"), ending);
    }

    @Test
    void reportsWhatIsKnownSoFar() throws IOException, InterruptedException {
        Path json = directory.resolve("report.json");
        interruptedTraining(() -> {}, "--json", json.toString());
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertEquals(true, report.get("interrupted"));
        assertTrue(((List<?>) report.get("epochs")).size() >= 2, report::toString);
        assertTrue(report.containsKey("testAccuracy"));
        assertNull(report.get("testAccuracy"));
    }

    @Test
    void saysThatSavingFailedAndReports() throws IOException, InterruptedException {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        Path model = gone.resolve("model");
        Path json = directory.resolve("report.json");
        CommandRun run =
                interruptedTraining(() -> Files.delete(gone), "--save", model.toString(), "--json", json.toString());
        assertEquals(
                STOPPING + "\nlanewise: --save: cannot write " + model
                        + ": no such directory (expected: one to write into)",
                run.err());
        assertEquals(true, JSON.std.mapFrom(Files.readString(json)).get("interrupted"));
    }

    private interface Action {
        void run() throws IOException;
    }

    /** Interrupts a training that would take hours, after its second epoch and what is to be done by then. */
    private CommandRun interruptedTraining(Action before, String... more) throws IOException, InterruptedException {
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 30);
        List<String> arguments =
                new ArrayList<>(List.of("train", "--data", data.toString(), "--epochs", "1000000", "--layers", "4"));
        arguments.addAll(List.of(more));
        Path error = Files.createTempFile("lanewise", ".err");
        Process training = CommandProcess.of(arguments)
                .redirectError(ProcessBuilder.Redirect.to(error.toFile()))
                .start();
        try (BufferedReader out = training.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith("epoch       2/")) {
                line = out.readLine();
            }
            assertTrue(line != null, "the training ended before its second epoch");
            before.run();
            Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(training.pid())).start();
            assertEquals(0, kill.waitFor());
            String rest = out.lines().filter(text -> !text.startsWith("epoch ")).collect(Collectors.joining("\n"));
            assertTrue(training.waitFor(60, TimeUnit.SECONDS), "still running");
            assertEquals(130, training.exitValue());
            return new CommandRun(130, rest, CommandProcess.ownErrors(Files.readString(error)));
        } finally {
            training.destroyForcibly();
            Files.delete(error);
        }
    }
}
