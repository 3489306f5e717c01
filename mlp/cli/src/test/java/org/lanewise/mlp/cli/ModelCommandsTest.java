package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate}, {@code predict} and {@code info} on a model that {@code train} has saved. */
class ModelCommandsTest {
    @TempDir
    static Path directory;

    private static Path blobs;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        blobs = Blobs.csv(directory.resolve("blobs.csv"), 300);
        model = directory.resolve("model.safetensors");
        CommandRun run = CommandRun.ok(
                "train",
                "--data",
                blobs,
                "--layers",
                "8",
                "--epochs",
                20,
                "--rate",
                0.02,
                "--batch",
                20,
                "--save",
                model);
        assertTrue(run.out().contains("saved " + model), run.out());
    }

    @Test
    void evaluateTellsWhatTrainDid() throws IOException {
        Path json = directory.resolve("evaluation.json");
        CommandRun run = CommandRun.ok("evaluate", model, "--data", blobs, "--json", json);
        assertTrue(run.out().startsWith("test accuracy 100.00 %"), run.out());
        assertTrue(
                run.out().contains("    2    0    0  100\n") || run.out().contains("    2   0   0 100\n"), run.out());

        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertEquals(1.0, report.get("testAccuracy"));
        assertEquals(300, report.get("testSamples"));
        assertEquals(
                List.of(List.of(100, 0, 0), List.of(0, 100, 0), List.of(0, 0, 100)), report.get("confusionMatrix"));
    }

    @Test
    void predictWritesAClassAndProbabilitiesThatSumToOne() throws IOException {
        Path predictions = directory.resolve("predictions.csv");
        assertEquals(
                "",
                CommandRun.ok("predict", model, "--data", blobs, "--output", predictions)
                        .out());

        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(predictions)) {
            List<NamedCsvRecord> rows = reader.stream().toList();
            assertEquals(300, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                NamedCsvRecord row = rows.get(i);
                assertEquals(
                        List.of("sample", "class", "probability0", "probability1", "probability2"), row.getHeader());
                assertEquals(String.valueOf(i), row.getField("sample"));
                assertEquals(String.valueOf(i % Blobs.CLASSES), row.getField("class"));
                double sum = 0;
                for (int c = 0; c < Blobs.CLASSES; c++) {
                    sum += Double.parseDouble(row.getField("probability" + c));
                }
                assertEquals(1, sum, 1e-6);
                assertTrue(Double.parseDouble(row.getField("probability" + i % Blobs.CLASSES)) > 0.5, row::toString);
            }
        }
    }

    @Test
    void predictTakesDataWithoutLabels() throws IOException {
        Path bare = directory.resolve("bare.csv");
        Files.writeString(
                bare,
                Files.readString(blobs)
                        .lines()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .collect(Collectors.joining("\n")));
        assertEquals(
                CommandRun.ok("predict", model, "--data", blobs).out(),
                CommandRun.ok("predict", model, "--data", bare, "--threads", 2).out());
    }

    /** Outputs that overflow have no class. */
    @Test
    void outputsThatAreNotFiniteAreErrors() throws IOException {
        Path huge = Files.writeString(directory.resolve("huge.csv"), "1,0,1,0\n3e38,-3e38,3e38,1\n");
        Path predictions = directory.resolve("none.csv");
        CommandRun predict = CommandRun.of("predict", model, "--data", huge, "--output", predictions);
        assertEquals(1, predict.exitCode());
        assertTrue(
                predict.err().matches("lanewise: sample 1: output (NaN|-?Infinity) \\(expected: finite; .*\\)\n"),
                predict.err());
        assertFalse(Files.exists(predictions));
        CommandRun evaluate = CommandRun.of("evaluate", model, "--data", huge);
        assertEquals(1, evaluate.exitCode());
        assertTrue(evaluate.err().startsWith("lanewise: the loss is "), evaluate.err());
        assertEquals("", evaluate.out());
    }

    @Test
    void infoShowsTheModel() {
        CommandRun run = CommandRun.ok("info", model);
        assertTrue(run.out().contains("3 inputs, 3 outputs"), run.out());
        assertTrue(run.out().contains("relu"), run.out());
        assertTrue(run.out().contains((3 * 8 + 8 + 8 * 3 + 3) + " parameters"), run.out());
    }
}
