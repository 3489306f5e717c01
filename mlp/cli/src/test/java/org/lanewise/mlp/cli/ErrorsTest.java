package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: each kind has its exit code and its message, in one line. */
class ErrorsTest {
    private static final int RUN = 1;
    private static final int USAGE = 2;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers 0|'--layers': '0' (expected: widths of hidden layers, each >= 1, such as 256,128)",
                "--layers 256,|'--layers': '256,' (expected: widths of hidden layers, each >= 1, such as 256,128)",
                "--layers=|'--layers': '' (expected: widths of hidden layers, each >= 1, such as 256,128)",
                "--layers 99999999999|'--layers': '99999999999' (expected: widths of hidden layers",
                "--rate -1|'--rate': -1.0 (expected: > 0)",
                "--rate 0|'--rate': 0.0 (expected: > 0)",
                "--rate NaN|'--rate': 'NaN' (expected: a number)",
                "--rate fast|'--rate': 'fast' (expected: a number)",
                "--rate 0x1p-3|'--rate': '0x1p-3' (expected: a number)",
                "--rate 1e-50|'--rate': '1e-50' (expected: a number that a float holds, 0 or from 1.4E-45 to 3.4028235E38 in magnitude)",
                "--rate 1e39|'--rate': '1e39' (expected: a number that a float holds, 0 or from",
                "--l2 1e-50|'--l2': '1e-50' (expected: a number that a float holds, 0 or from",
                "--slope 1e-50 --activation leakyrelu|'--slope': '1e-50' (expected: a number that a float holds",
                "--header maybe|'--header': 'maybe' (expected: auto, yes, no)",
                "--header No|'--header': no (expected: only with --data of a CSV file)",
                "--momentum 0.5|'--momentum': 0.5 (expected: only with --optimizer momentum or nesterov)",
                "--optimizer nesterov --momentum 1|'--momentum': 1.0 (expected: >= 0 and < 1)",
                "--weight-decay 0.1|'--weight-decay': 0.1 (expected: only with --optimizer adamw)",
                "--optimizer adamw --weight-decay -1|'--weight-decay': -1.0 (expected: >= 0)",
                "--l1 -1|'--l1': -1.0 (expected: >= 0)",
                "--l2 NaN|'--l2': 'NaN' (expected: a number)",
                "--clip-norm 0|'--clip-norm': 0.0 (expected: > 0)",
                "--clip-value -1|'--clip-value': -1.0 (expected: > 0)",
                "--dropout 1|'--dropout': 1.0 (expected: >= 0 and < 1)",
                "--dropout -0.1|'--dropout': -0.1 (expected: >= 0 and < 1)",
                "--batch 0|'--batch': 0 (expected: >= 1, or full)",
                "--batch many|'--batch': 'many' (expected: a number >= 1, or full)",
                "--epochs 0|'--epochs': 0 (expected: >= 1)",
                "--threads 0|'--threads': 0 (expected: >= 1 and <= 32768)",
                "--threads 32769|'--threads': 32769 (expected: >= 1 and <= 32768)",
                "--label 3|'--label': 3 (expected: only with --data of a CSV file)",
                "--header no|'--header': no (expected: only with --data of a CSV file)",
                "--split 0|'--split': 0.0 (expected: > 0 and <= 1)",
                "--validation 1|'--validation': 1.0 (expected: >= 0 and < 1)",
                "--activation step|'--activation': 'step' (expected: relu, sigmoid, tanh, leakyrelu, prelu, prelu-shared, elu, maxout, softplus, silu, gelu, identity)",
                "--slope 0.1|'--slope': 0.1 (expected: only with --activation leakyrelu)",
                "--activation leakyrelu --slope -1|'--slope': -1.0 (expected: >= 0)",
                "--initialization zero|'--initialization': 'zero' (expected: he-normal,",
                "--loss hinge|'--loss': 'hinge' (expected: softmax-cross-entropy, binary-cross-entropy, sum-of-squares, mean-of-squares, huber, absolute-error)",
                "--label-smoothing 0.1 --loss huber|'--label-smoothing': 0.1 (expected: only with --loss softmax-cross-entropy)",
                "--label-smoothing 1.5|'--label-smoothing': 1.5 (expected: >= 0 and <= 1)",
                "--delta 1|'--delta': 1.0 (expected: only with --loss huber)",
                "--delta 0 --loss huber|'--delta': 0.0 (expected: > 0)",
                "--alpha 1|'--alpha': 1.0 (expected: only with --activation elu)",
                "--alpha -1 --activation elu|'--alpha': -1.0 (expected: >= 0)",
                "--pieces 2|'--pieces': 2 (expected: only with --activation maxout)",
                "--pieces 0 --activation maxout|'--pieces': 0 (expected: >= 1 and <= 1000)",
                "--layers 3000000 --pieces 1000 --activation maxout|'--layers': 3000000 (expected: widths whose product with --pieces is below 2^31)",
                "--optimizer lion|'--optimizer': 'lion' (expected: adam, adamw, rmsprop, momentum, nesterov, gradient-descent, sgd)",
                "--save a --json a|'--json': a (expected: another file than --save)",
                "--colour red|'--colour'",
            })
    void optionsOfTrain(String options, String message) {
        assertError(USAGE, message, CommandRun.of((Object[]) ("train " + options).split(" ")));
    }

    @Test
    void noCommandOrNoData() {
        assertError(USAGE, "expected: train, evaluate, predict or info", CommandRun.of());
        assertError(USAGE, "--data=PATH", CommandRun.of("evaluate", "model"));
        assertError(USAGE, "--data=PATH", CommandRun.of("predict", "model"));
        assertError(USAGE, "MODEL", CommandRun.of("info"));
    }

    @Test
    void anEmptyPath() {
        String message = ": '' (expected: a path)";
        assertError(USAGE, "'--data'" + message, CommandRun.of("train", "--data", ""));
        assertError(USAGE, "'--save'" + message, CommandRun.of("train", "--save", ""));
        assertError(USAGE, "'--output'" + message, CommandRun.of("predict", "model", "--output="));
        assertError(USAGE, message, CommandRun.of("info", ""));
        assertError(USAGE, "(expected: a path: Nul character not allowed)", CommandRun.of("info", "a\0b"));
    }

    @Test
    void anAtSignNamesAFileLikeAnyOther() throws IOException {
        Path arguments = Files.writeString(directory.resolve("arguments"), "--help");
        assertError(RUN, "@" + arguments + ": no such file", CommandRun.of("info", "@" + arguments));
    }

    @Test
    void aMissingFile() {
        Path missing = directory.resolve("missing");
        assertError(RUN, missing + ": no such file or directory", CommandRun.of("train", "--data", missing));
        String message = missing + ": no such file (expected: a model)";
        assertError(RUN, message, CommandRun.of("info", missing));
        assertError(RUN, message, CommandRun.of("evaluate", missing, "--data", missing));
    }

    @Test
    void aDirectoryWithoutIdxFiles() {
        assertError(RUN, directory.toString(), CommandRun.of("train", "--data", directory));
    }

    @Test
    void aTruncatedIdxFile() throws IOException {
        writeIdx(20, 20);
        Path images = directory.resolve("x-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 16 + 20 * 4 - 1));
        assertError(RUN, images.toString(), CommandRun.of("train", "--data", directory));
    }

    @Test
    void imagesAndLabelsOfDifferentNumber() throws IOException {
        writeIdx(20, 19);
        CommandRun run = CommandRun.of("train", "--data", directory);
        assertError(RUN, "20", run);
        assertError(RUN, "19", run);
    }

    @Test
    void anIdxPairTrainsByDirectoryAndByFile() throws IOException {
        writeIdx(20, 20);
        String byDirectory = CommandRun.ok("train", "--data", directory, "--layers", 4, "--epochs", 1)
                .out();
        assertTrue(byDirectory.contains("4 features"), byDirectory);
        CommandRun.ok("train", "--data", directory.resolve("x-images-idx3-ubyte"), "--layers", 4, "--epochs", 1);
    }

    @Test
    void theLabelsOfImagesMayBeCompressedAlone() throws IOException {
        writeIdx(20, 20);
        Path images = directory.resolve("x-images-idx3-ubyte");
        Path labels = directory.resolve("x-labels-idx1-ubyte");
        Path compressed = directory.resolve("x-labels-idx1-ubyte.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(labels, out);
        }
        Files.delete(labels);
        CommandRun.ok("train", "--data", images, "--layers", 4, "--epochs", 1);
        assertError(
                USAGE,
                compressed + " (expected: another file than the labels of --data)",
                CommandRun.of("train", "--data", images, "--save", compressed));
        Files.delete(compressed);
        assertError(
                RUN,
                images + ": images without labels (expected: x-labels-idx1-ubyte beside them",
                CommandRun.of("train", "--data", images));
    }

    @Test
    void labelsAreNoSamples() throws IOException {
        writeIdx(20, 20);
        Path labels = directory.resolve("x-labels-idx1-ubyte");
        String message = "'--data': " + labels + " (expected: the images' file, not the labels' of the pair)";
        assertError(USAGE, message, CommandRun.of("train", "--data", labels));
        assertError(USAGE, message, CommandRun.of("predict", model(), "--data", labels));
    }

    @Test
    void predictNeedsNoLabelsOfIdxFiles() throws IOException {
        writeIdx(20, 20);
        Path model = directory.resolve("model");
        Path images = directory.resolve("x-images-idx3-ubyte");
        CommandRun.ok("train", "--data", directory, "--layers", 4, "--epochs", 1, "--save", model);
        Files.delete(directory.resolve("x-labels-idx1-ubyte"));
        String byFile = CommandRun.ok("predict", model, "--data", images).out();
        assertEquals(21, byFile.lines().count());
        assertEquals(
                byFile, CommandRun.ok("predict", model, "--data", directory).out());
        assertError(RUN, "no file of labels", CommandRun.of("evaluate", model, "--data", directory));
    }

    @Test
    void aLetterInACsvFile() throws IOException {
        Path file = Files.writeString(directory.resolve("letter.csv"), "1,2,0\n3,x,1\n");
        assertError(RUN, file + ": line 2, column 2: 'x' (expected: a number)", CommandRun.of("train", "--data", file));
    }

    @Test
    void unequalColumns() throws IOException {
        Path file = Files.writeString(directory.resolve("ragged.csv"), "1,2,0\n3,1\n");
        assertError(
                RUN,
                file + ": line 2: 2 columns (expected: 3, as in the first row)",
                CommandRun.of("train", "--data", file));
    }

    @Test
    void aLabelOutOfRange() throws IOException {
        Path file = Files.writeString(directory.resolve("label.csv"), "1,2,0\n3,4,-1\n");
        assertError(
                RUN,
                file + ": line 2, column 3: '-1' (expected: a label, an integer from 0 to 16777215)",
                CommandRun.of("train", "--data", file));
        Path beyond = Files.writeString(directory.resolve("beyond.csv"), "1,2,3,0\n1,2,3,7\n");
        assertError(
                RUN,
                beyond + ": line 2, column 4: '7' (expected: a label from 0 to 2)",
                CommandRun.of("evaluate", model(), "--data", beyond));
    }

    @Test
    void tooFewSamples() throws IOException {
        Path file = Files.writeString(directory.resolve("one.csv"), "1,2,0\n");
        assertError(RUN, "1 sample (expected: enough", CommandRun.of("train", "--data", file));
    }

    @Test
    void optionsOfCsvFilesForIdxFiles() throws IOException {
        writeIdx(20, 20);
        String message = "'--label': 1 (expected: only with --data of a CSV file)";
        assertError(USAGE, message, CommandRun.of("train", "--data", directory, "--label", 1));
        Path images = directory.resolve("x-images-idx3-ubyte");
        assertError(USAGE, message, CommandRun.of("train", "--data", images, "--label", 1));
        assertError(USAGE, message, CommandRun.of("evaluate", model(), "--data", images, "--label", 1));
        assertError(USAGE, message, CommandRun.of("predict", model(), "--data", images, "--label", 1));
        assertError(USAGE, "'--header': no", CommandRun.of("train", "--data", images, "--header", "no"));
    }

    @Test
    void moreLayersThanAFileHolds() {
        String widths = "1" + ",1".repeat(511);
        assertError(
                USAGE,
                "'--layers': 512 widths (expected: with --save, at most 1024 layers in all, with activations and dropouts, not 1025)",
                CommandRun.of("train", "--layers", widths, "--save", directory.resolve("deep")));
    }

    /** Before the data is read, which is missing here, or once it says how many inputs and classes there are. */
    @Test
    void moreParametersThanAnArrayHolds() throws IOException {
        Path missing = directory.resolve("missing");
        String beforeTheData = "(expected: fewer than 2^31 parameters in all, with 1 input and 1 class)";
        assertError(
                USAGE,
                "'--layers': 100000,100000 " + beforeTheData,
                CommandRun.of("train", "--data", missing, "--layers", "100000,100000"));
        assertError(
                USAGE,
                "'--layers': 40000,30000 " + beforeTheData,
                CommandRun.of("train", "--data", missing, "--layers", "40000,30000", "--activation", "maxout"));
        Path wide = Files.writeString(directory.resolve("wide.csv"), "1,2,3,0\n1,2,3,1\n");
        assertError(
                USAGE,
                "'--layers': 600000000 (expected: fewer than 2^31 parameters in all, with 3 inputs and 2 classes)",
                CommandRun.of("train", "--data", wide, "--layers", 600_000_000, "--split", 1));
        Path classes = Files.writeString(directory.resolve("classes.csv"), "1,2,3,0\n1,2,3,9999999\n");
        assertError(
                USAGE,
                "'--layers': 1000 (expected: fewer than 2^31 parameters in all, with 3 inputs and 10000000 classes)",
                CommandRun.of("train", "--data", classes, "--layers", 1000, "--split", 1));
    }

    @Test
    void outputThatCannotBePrinted() throws IOException {
        Path model = model();
        CommandRun run = CommandRun.withoutOutput("info", model);
        assertError(RUN, "standard output: cannot be written", run);
    }

    @Test
    void aPlaceForResultsThatHoldsTheInput() throws IOException {
        Path model = model();
        Path data = directory.resolve("blobs.csv");
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        byte[] modelBytes = Files.readAllBytes(model);
        byte[] dataBytes = Files.readAllBytes(data);
        Path otherwise = directory.resolve("x/../blobs.csv");
        Files.createDirectory(directory.resolve("x"));
        for (Path place : new Path[] {data, link, otherwise}) {
            String expected = place + " (expected: another file than --data)";
            assertError(USAGE, "'--save': " + expected, CommandRun.of("train", "--data", data, "--save", place));
            assertError(USAGE, "'--json': " + expected, CommandRun.of("train", "--data", data, "--json", place));
            assertError(
                    USAGE, "'--json': " + expected, CommandRun.of("evaluate", model, "--data", data, "--json", place));
            assertError(
                    USAGE,
                    "'--output': " + expected,
                    CommandRun.of("predict", model, "--data", data, "--output", place));
        }
        Path place = directory.resolve("place");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), place);
        Path linked =
                Files.createSymbolicLink(directory.resolve("linked"), directory).resolve("place");
        for (Path same : new Path[] {place, dangling, linked, directory.resolve("x/../place")}) {
            assertError(
                    USAGE,
                    "'--json': " + same + " (expected: another file than --save)",
                    CommandRun.of("train", "--data", data, "--save", place, "--json", same));
        }
        String expected = model + " (expected: another file than MODEL)";
        assertError(USAGE, expected, CommandRun.of("evaluate", model, "--data", data, "--json", model));
        assertError(USAGE, expected, CommandRun.of("predict", model, "--data", data, "--output", model));
        assertArrayEquals(modelBytes, Files.readAllBytes(model));
        assertArrayEquals(dataBytes, Files.readAllBytes(data));
    }

    @Test
    void aPlaceForResultsAmongIdxFiles() throws IOException {
        writeIdx(20, 20);
        Path images = directory.resolve("x-images-idx3-ubyte");
        Path labels = directory.resolve("x-labels-idx1-ubyte");
        byte[] before = Files.readAllBytes(labels);
        assertError(
                USAGE,
                labels + " (expected: another file than those in --data)",
                CommandRun.of("train", "--data", directory, "--save", labels));
        assertError(
                USAGE,
                labels + " (expected: another file than the labels of --data)",
                CommandRun.of("train", "--data", images, "--save", labels));
        assertError(
                USAGE,
                "another file than those in --data",
                CommandRun.of("train", "--data", directory, "--json", directory.resolve("new-images-idx")));
        assertArrayEquals(before, Files.readAllBytes(labels));
        CommandRun.ok(
                "train", "--data", directory, "--layers", 4, "--epochs", 1, "--save", directory.resolve("idx-model"));
    }

    @Test
    void aModelOfAnotherWidth() throws IOException {
        Path model = model();
        Path file = Files.writeString(directory.resolve("wide.csv"), "1,2,3,4,5,0\n");
        String message = file + ": samples of 5 features (expected: 3, the inputs of " + model + ")";
        assertError(RUN, message, CommandRun.of("evaluate", model, "--data", file));
        assertError(RUN, message, CommandRun.of("predict", model, "--data", file));
    }

    @Test
    void aTruncatedModel() throws IOException {
        Path model = model();
        byte[] whole = Files.readAllBytes(model);
        for (int length : new int[] {0, 7, 8, 100, whole.length - 1}) {
            Files.write(model, Arrays.copyOf(whole, length));
            assertError(RUN, model.toString(), CommandRun.of("info", model));
        }
    }

    @Test
    void aModelWithAFlippedBit() throws IOException {
        Path model = model();
        byte[] whole = Files.readAllBytes(model);
        for (int at : new int[] {0, 3, 7, 8, 20, whole.length / 2, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x40;
            Files.write(model, flipped);
            assertError(RUN, model.toString(), CommandRun.of("info", model));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--save", "--json"})
    void aPlaceThatCannotBeWritten(String option) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        // Below a regular file not even root can write.
        assertError(
                RUN,
                option + ": cannot write " + file.resolve("out") + ": " + file + " is not a directory",
                CommandRun.of("train", option, file.resolve("out")));
        Path missing = directory.resolve("missing");
        assertError(
                RUN,
                option + ": cannot write " + missing.resolve("out") + ": no directory " + missing,
                CommandRun.of("train", option, missing.resolve("out")));
        assertError(
                RUN,
                option + ": " + directory + " is a directory (expected: a file)",
                CommandRun.of("train", option, directory));
        assertEquals(1, directory.toFile().list().length, "something was left behind");
    }

    /** Two steps, or a single one that makes parameters infinite. */
    @ParameterizedTest
    @ValueSource(strings = {"--rate 1e30 --epochs 10", "--rate 3e38 --epochs 1"})
    void aDivergingTraining(String options) throws IOException {
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 60);
        String line = "train --data " + data + " --layers 8 --optimizer sgd --loss sum-of-squares " + options;
        assertError(RUN, "the training diverges: try a smaller --rate", CommandRun.of((Object[]) line.split(" ")));
    }

    @Test
    void featuresThatOverflowBeforeTheFirstStep() throws IOException {
        Path data = Files.writeString(directory.resolve("large.csv"), "1e30,0\n1e30,1\n1e30,0\n1e30,1\n1e30,0\n");
        assertError(
                RUN,
                "at step 1; the features are too large: scale them to about [-1, 1]",
                CommandRun.of("train", "--data", data, "--layers", 256, "--loss", "sum-of-squares"));
    }

    @Test
    void aStackTraceOnlyWithDebug() {
        CommandRun run = CommandRun.of("info", directory.resolve("missing"), "--debug");
        assertEquals(RUN, run.exitCode());
        assertTrue(run.err().contains("\tat org.lanewise.mlp.cli.InfoCommand.call"), run.err());
    }

    @Test
    void helpAndVersion() {
        for (String command : new String[] {"train", "evaluate", "predict", "info"}) {
            assertTrue(CommandRun.ok(command, "--help").out().startsWith("Usage: lanewise " + command));
        }
        assertTrue(CommandRun.ok("--help").out().contains("predict"));
        String version = CommandRun.ok("--version").out();
        assertTrue(
                version.matches("(?s)lanewise [0-9]+\\.[0-9]+.*Java "
                        + Runtime.version().feature() + ".*"),
                version);
    }

    private static void assertError(int exitCode, String message, CommandRun run) {
        assertTrue(run.err().startsWith("lanewise: "), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(exitCode, run.exitCode(), run.err());
        assertFalse(run.out().contains("epoch 1/"), "it trained first");
    }

    /** A model of 3 inputs and 3 classes. */
    private Path model() throws IOException {
        Path model = directory.resolve("model.safetensors");
        Path data = Blobs.csv(directory.resolve("blobs.csv"), 30);
        CommandRun.ok("train", "--data", data, "--layers", 4, "--epochs", 1, "--save", model);
        return model;
    }

    /** IDX files of 2×2 images and of labels 0 and 1. */
    private void writeIdx(int images, int labels) throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve("x-images-idx3-ubyte"))) {
            out.write(ByteBuffer.allocate(16)
                    .putInt(0x803)
                    .putInt(images)
                    .putInt(2)
                    .putInt(2)
                    .array());
            out.write(new byte[images * 4]);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("x-labels-idx1-ubyte"))) {
            out.write(ByteBuffer.allocate(8).putInt(0x801).putInt(labels).array());
            for (int i = 0; i < labels; i++) {
                out.write(i % 2);
            }
        }
    }
}
