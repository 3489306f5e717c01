package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lanewise train}, end to end. */
class TrainCommandTest {
    @TempDir
    Path directory;

    private Path blobs;

    @BeforeEach
    void writeBlobs() throws IOException {
        blobs = Blobs.csv(directory.resolve("blobs.csv"), 300);
    }

    @Test
    void learnsAndReportsInPlainLines() {
        CommandRun run = CommandRun.ok(
                "train", "--data", blobs, "--layers", "16,8", "--epochs", 12, "--rate", 0.01, "--batch", 20);

        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("kernels: (portable|SIMD).*"), lines.get(0));
        assertTrue(lines.get(1).endsWith("3 features, 3 classes; 240 samples to train on, 60 to test"), lines.get(1));
        // 3·16 + 16, 16·8 + 8, 8·3 + 3
        assertTrue(run.out().contains("    0  dense                 3 -> 16           64\n"), run.out());
        assertTrue(run.out().contains("    2  dense                 16 -> 8          136\n"), run.out());
        assertTrue(run.out().contains("    4  dense                  8 -> 3           27\n"), run.out());
        assertTrue(run.out().contains("227 parameters"), run.out());
        List<String> epochs =
                lines.stream().filter(line -> line.startsWith("epoch")).toList();
        assertEquals(12, epochs.size());
        assertTrue(
                epochs.get(11).matches("epoch 12/12  loss [0-9.]+  accuracy [0-9.]+ %  [0-9,]+ samples/s"),
                epochs.get(11));
        assertFalse(run.out().contains("\r"), "a bar on what is no terminal");
        assertTrue(run.out().contains("test accuracy 100.00 %"), run.out());
        assertTrue(run.out().contains("    0  20   0   0\n    1   0  20   0\n    2   0   0  20\n"), run.out());
    }

    @Test
    void countsClassesWithoutASample() throws IOException {
        Path data = Files.writeString(directory.resolve("stray.csv"), "1,2,0\n3,4,1\n5,6,0\n7,8,900\n9,9,1\n");
        String out = CommandRun.ok("train", "--data", data, "--layers", 4, "--epochs", 1)
                .out();
        assertTrue(out.contains("901 classes (898 without a sample to train on); 4 samples to train on"), out);
    }

    @Test
    void writesTheSameAsJson() throws IOException {
        Path json = directory.resolve("out.json");
        CommandRun.ok(
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
                16,
                "--seed",
                7,
                "--validation",
                0.25,
                "--json",
                json);

        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertEquals(1.0, report.get("testAccuracy"));
        assertTrue((double) report.get("testLoss") < 0.2, report::toString);
        assertTrue((double) report.get("trainSeconds") > 0, report::toString);
        assertTrue((double) report.get("samplesPerSecond") > 0, report::toString);
        assertTrue((double) report.get("processSeconds") >= (double) report.get("trainSeconds"), report::toString);
        assertEquals(3 * 8 + 8 + 8 * 3 + 3, report.get("parameters"));
        assertEquals(180, report.get("trainSamples"));
        assertEquals(60, report.get("validationSamples"));
        assertEquals(60, report.get("testSamples"));
        assertEquals(7, report.get("seed"));
        assertEquals(1, report.get("threads"));
        assertTrue(((String) report.get("kernelSet")).matches("(portable|SIMD).*"), report::toString);
        assertEquals(List.of(List.of(20, 0, 0), List.of(0, 20, 0), List.of(0, 0, 20)), report.get("confusionMatrix"));
        List<?> epochs = (List<?>) report.get("epochs");
        assertEquals(20, epochs.size());
        Map<?, ?> last = (Map<?, ?>) epochs.get(19);
        assertEquals(20, last.get("epoch"));
        assertEquals(1.0, last.get("validationAccuracy"));
        assertNotNull(last.get("trainLoss"));
        Map<?, ?> options = (Map<?, ?>) report.get("options");
        assertEquals(List.of(8), options.get("layers"));
        assertEquals("relu", options.get("activation"));
        assertEquals("he-normal", options.get("initialization"));
        assertEquals("softmax-cross-entropy", options.get("loss"));
        assertEquals("adam", options.get("optimizer"));
        assertEquals(16, options.get("batch"));
        assertEquals(0.25, options.get("validation"));
    }

    /** As decimals, though 1 − 0.8 and 1 − 0.9 are less than 0.2 and 0.1 as doubles. */
    @Test
    void sharesAreDecimals() throws IOException {
        Path data = Blobs.csv(directory.resolve("ten.csv"), 10);
        for (int tenths : new int[] {1, 3, 7, 8, 9}) {
            Path json = directory.resolve("out.json");
            CommandRun.ok(
                    "train",
                    "--data",
                    data,
                    "--layers",
                    "4",
                    "--epochs",
                    1,
                    "--split",
                    1,
                    "--validation",
                    "0." + tenths,
                    "--json",
                    json);
            Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
            assertEquals(tenths, report.get("validationSamples"));
            assertEquals(10 - tenths, report.get("trainSamples"));
        }
    }

    /** Of 5,000 classes no matrix is counted, and the rest is told as always. */
    @Test
    void manyClassesHaveNoMatrix() throws IOException {
        Path data = Files.writeString(directory.resolve("many.csv"), "1,2,0\n3,4,1\n5,6,4999\n7,8,0\n9,9,1\n");
        Path json = directory.resolve("out.json");
        CommandRun run = CommandRun.ok("train", "--data", data, "--layers", 4, "--epochs", 1, "--json", json);
        assertTrue(run.out().contains("confusion matrix: not counted, for so many classes"), run.out());
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertEquals(List.of(), report.get("confusionMatrix"));
        assertNotNull(report.get("testLoss"));
    }

    @Test
    void withoutATestThereIsNoneInTheReport() throws IOException {
        Path json = directory.resolve("out.json");
        CommandRun run =
                CommandRun.ok("train", "--data", blobs, "--layers", "4", "--epochs", 1, "--split", 1, "--json", json);

        assertFalse(run.out().contains("confusion"), run.out());
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertTrue(report.containsKey("testAccuracy"));
        assertNull(report.get("testAccuracy"));
        assertEquals(300, report.get("trainSamples"));
        assertNull(((Map<?, ?>) ((List<?>) report.get("epochs")).get(0)).get("validationLoss"), "JSON has no NaN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--activation sigmoid --rate 0.05",
                "--activation tanh",
                "--activation leakyrelu --slope 0.2",
                "--activation prelu",
                "--activation prelu-shared",
                "--activation elu --alpha 0.7",
                "--activation maxout --pieces 3",
                "--activation softplus",
                "--activation silu",
                "--activation gelu",
                "--activation identity",
                "--loss binary-cross-entropy",
                "--loss mean-of-squares --rate 0.03",
                "--loss huber --delta 0.5 --rate 0.03",
                "--loss absolute-error",
                "--label-smoothing 0.1",
                "--loss sum-of-squares",
                "--optimizer sgd --rate 0.05",
                "--optimizer gradient-descent --batch full --rate 0.2 --epochs 150",
                "--optimizer momentum --momentum 0.8",
                "--optimizer nesterov",
                "--optimizer rmsprop",
                "--optimizer adamw --weight-decay 0.1",
                "--dropout 0.2 --l1 0.0001 --l2 0.001",
                "--clip-norm 0.5 --clip-value 0.2",
                "--initialization fan-in-uniform",
                "--label kind --header yes",
                "--label 4",
            })
    void everyOptionTrains(String options) {
        Object[] arguments =
                ("train --data " + blobs + " --layers 12 --epochs 30 --rate 0.02 --batch 20 " + options).split(" ");
        assertTrue(CommandRun.ok(dedicated(arguments)).out().contains("test accuracy 100.00 %"), options);
    }

    /** Each of these options changes the model. */
    @Test
    void everyOptionOfTheStepsCounts() throws IOException {
        Object[] plain = {"train", "--data", blobs, "--layers", "8", "--epochs", 2, "--batch", 20};
        byte[] expected = saved(plain);
        for (String option :
                List.of("--dropout 0.5", "--l1 0.01", "--l2 0.01", "--clip-norm 0.01", "--clip-value 0.001")) {
            assertFalse(Arrays.equals(expected, saved(with(plain, (Object[]) option.split(" ")))), option);
        }
        byte[] momentum = saved(with(plain, "--optimizer", "momentum"));
        assertFalse(Arrays.equals(momentum, saved(with(plain, "--optimizer", "momentum", "--momentum", 0.5))));
        byte[] adamw = saved(with(plain, "--optimizer", "adamw"));
        assertFalse(Arrays.equals(adamw, saved(with(plain, "--optimizer", "adamw", "--weight-decay", 0.5))));
        assertArrayEquals(expected, saved(with(plain, "--optimizer", "adamw", "--weight-decay", 0)));
    }

    private byte[] saved(Object[] arguments) throws IOException {
        Path file = directory.resolve("saved.safetensors");
        CommandRun.ok(with(arguments, "--save", file));
        return Files.readAllBytes(file);
    }

    @Test
    void threadsDoNotChangeABit() throws IOException {
        Path one = directory.resolve("one.safetensors");
        Path two = directory.resolve("two.safetensors");
        Path other = directory.resolve("other.safetensors");
        Object[] options = {"train", "--data", blobs, "--layers", "64,48", "--epochs", 3, "--batch", 100};
        CommandRun.ok(with(options, "--threads", 1, "--save", one));
        CommandRun.ok(with(options, "--threads", 2, "--save", two));
        CommandRun.ok(with(options, "--seed", 1, "--save", other));

        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        assertTrue(Files.mismatch(one, other) >= 0, "the seed changes nothing");
    }

    @Test
    void withoutDataItDrawsDigits() {
        CommandRun run = CommandRun.ok("train", "--layers", "16", "--epochs", 1);
        assertTrue(
                run.out()
                        .contains(
                                "synthetic digits: 784 features, 10 classes; 9,600 samples to train on, 2,400 to test"),
                run.out());
    }

    /** Of an option given twice, the later one alone, as picocli refuses repetitions. */
    private static Object[] dedicated(Object[] arguments) {
        Map<Object, Object> options = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        List<Object> result = new ArrayList<>(List.of("train"));
        options.forEach((name, value) -> {
            result.add(name);
            result.add(value);
        });
        return result.toArray();
    }

    private static Object[] with(Object[] options, Object... more) {
        Object[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return all;
    }
}
