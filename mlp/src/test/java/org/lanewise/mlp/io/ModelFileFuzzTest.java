package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;

/**
 * Jazzer, guided by coverage, looks for a file that breaks the loader: {@code mvn verify -Pfuzz}, one minute, or
 * {@code -Dfuzz.seconds=}. It runs in a JVM of its own.
 */
@Tag("fuzz")
class ModelFileFuzzTest {
    @TempDir
    Path directory;

    @Test
    void noFileBreaksTheLoader() throws Exception {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Mlp model = new Mlp(List.of(new Dense(2, 3), Activation.leakyRelu(0.01f), new Dense(3, 1), Activation.TANH));
        ModelFile.save(model, corpus.resolve("model"));
        Path log = directory.resolve("log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + ModelFileFuzz.class.getName(),
                        "--instrumentation_includes=org.lanewise.**",
                        "--reproducer_path=" + directory,
                        "-artifact_prefix=" + directory + "/",
                        "-max_total_time=" + Integer.getInteger("fuzz.seconds", 60),
                        "-max_len=4096",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = jazzer.waitFor();
        List<String> lines = Files.readAllLines(log);
        String last = lines.get(lines.size() - 1);
        System.out.println("ModelFileFuzzTest: " + last);
        assertEquals(0, exit, () -> String.join("\n", lines));
        assertTrue(last.startsWith("Done "), () -> String.join("\n", lines));
    }
}
