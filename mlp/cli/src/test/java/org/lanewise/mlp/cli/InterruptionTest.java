package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    @TempDir
    Path directory;

    @Test
    void endsBetweenBatchesAndSaves() throws IOException, InterruptedException {
        Path model = directory.resolve("model.safetensors");
        List<String> rest = interruptedTraining("--save", model.toString());

        String ending = String.join("\n", rest);
        assertTrue(ending.contains("interrupted after "), ending);
        assertTrue(ending.endsWith("saved " + model), ending);
        assertTrue(CommandRun.ok("info", model).out().contains("3 inputs, 3 outputs"));
        assertEquals(2, directory.toFile().list().length, "something was left behind");
    }

    @Test
    void endsWithoutAFileToo() throws IOException, InterruptedException {
        String ending = String.join("\n", interruptedTraining());
        assertTrue(ending.matches("(?s).*interrupted after [0-9]+ of 1000000 epochs"), ending);
    }

    /** Interrupts a training that would take hours after its second epoch; returns what it still said. */
    private List<String> interruptedTraining(String... more) throws IOException, InterruptedException {
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 30);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--data",
                data.toString(),
                "--epochs",
                "1000000",
                "--layers",
                "4");
        builder.command().addAll(List.of(more));
        builder.redirectError(ProcessBuilder.Redirect.to(
                Files.createTempFile("lanewise", ".err").toFile()));
        Process training = builder.start();
        try (BufferedReader out = training.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith("epoch       2/")) {
                line = out.readLine();
            }
            assertTrue(line != null, "the training ended before its second epoch");
            Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(training.pid())).start();
            assertEquals(0, kill.waitFor());
            List<String> rest = out.lines().collect(Collectors.toList());
            assertTrue(training.waitFor(60, TimeUnit.SECONDS), "still running");
            assertEquals(130, training.exitValue());
            return rest.stream().filter(text -> !text.startsWith("epoch ")).toList();
        } finally {
            training.destroyForcibly();
        }
    }
}
