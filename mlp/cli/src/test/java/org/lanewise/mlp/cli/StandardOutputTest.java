package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standard output that takes nothing: what is printed would be lost without a word. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full is Linux's")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandardOutputTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "info"})
    void aFullOneIsAnError(String command) throws IOException, InterruptedException {
        Path model = directory.resolve("model");
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 30);
        CommandRun.ok("train", "--data", data, "--layers", 4, "--epochs", 1, "--save", model);
        Process process = CommandProcess.of(
                        command.equals("info") ? List.of(command, model.toString()) : List.of(command))
                .redirectOutput(new File("/dev/full"))
                .start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("lanewise: standard output: cannot be written (full, or closed)\n", error);
        assertEquals(1, process.waitFor());
    }
}
