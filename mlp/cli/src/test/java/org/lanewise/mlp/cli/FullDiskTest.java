package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
