package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file that outgrows what the system lets it take, in a JVM of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "expects Linux's words for it")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {
    @TempDir
    Path directory;

    @Test
    void predictNamesItsOutput() throws IOException, InterruptedException {
        Path model = directory.resolve("model");
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 3000);
        CommandRun.ok("train", "--data", data, "--layers", 4, "--epochs", 1, "--save", model);
        Path output = directory.resolve("predictions.csv");
        CommandRun run = run("predict", model.toString(), "--data", data.toString(), "--output", output.toString());
        assertEquals("lanewise: --output: cannot write " + output + ": File too large", run.err());
        assertEquals(1, run.exitCode());
        assertTrue(Files.notExists(output));
        assertEquals(2, directory.toFile().list().length, "something was left behind");
    }

    @Test
    void trainTestsAndReportsAModelThatItCannotSave() throws IOException, InterruptedException {
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 30);
        Path model = directory.resolve("model");
        Path json = directory.resolve("report.json");
        CommandRun run = run(
                "train",
                "--data",
                data.toString(),
                "--layers",
                "200,200",
                "--epochs",
                "1",
                "--save",
                model.toString(),
                "--json",
                json.toString());
        assertEquals("lanewise: --save: cannot write " + model + ": File too large", run.err());
        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("test accuracy"), run.out());
        assertFalse(run.out().contains("saved"), run.out());
        assertNotNull(JSON.std.mapFrom(Files.readString(json)).get("testAccuracy"));
        assertTrue(Files.notExists(model));
    }

    private static CommandRun run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("lanewise", ".out");
        Process process = CommandProcess.withSmallFiles(List.of(arguments))
                .redirectOutput(out.toFile())
                .start();
        try {
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandRun(process.waitFor(), Files.readString(out), CommandProcess.ownErrors(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
        }
    }
}
