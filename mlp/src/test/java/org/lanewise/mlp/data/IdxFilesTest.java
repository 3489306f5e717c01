package org.lanewise.mlp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest {
    private static final int IMAGES = 2051;
    private static final int LABELS = 2049;

    @TempDir
    Path directory;

    /** Known facts of the MNIST test set: its size, its first labels, how often each digit occurs. */
    @Test
    void mnist() throws IOException {
        Dataset mnist = IdxFiles.read(SharedData.folder("mnist"));
        assertEquals(10_000, mnist.size());
        assertEquals(784, mnist.width());
        assertEquals(10, mnist.classes());
        assertArrayEquals(new int[] {7, 2, 1, 0, 4}, Arrays.copyOf(mnist.labels(), 5));
        int[] counts = new int[10];
        for (int label : mnist.labels()) {
            counts[label]++;
        }
        assertArrayEquals(new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts);
        double sum = 0;
        for (float feature : mnist.features()) {
            sum += feature;
        }
        // The published mean of the test images is 0.1325.
        assertEquals(0.1325, sum / mnist.features().length, 5e-5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsPixelsInOrderWhateverTheName(boolean gzip) throws IOException {
        // The content decides, so the names say the opposite.
        Path images = write(gzip ? "a" : "a.gz", gzip, idx(IMAGES, new int[] {2, 1, 3}, 0, 51, 102, 153, 204, 255));
        Path labels = write(gzip ? "b" : "b.gz", gzip, idx(LABELS, new int[] {2}, 3, 200));
        Dataset data = IdxFiles.read(images, labels);
        assertEquals(3, data.width());
        assertEquals(201, data.classes());
        assertArrayEquals(new int[] {3, 200}, data.labels());
        assertArrayEquals(new float[] {0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1}, data.features());
    }

    @Test
    void imagesNeedNoLabels() throws IOException {
        Path file =
                write("train-images-idx3-ubyte", false, idx(IMAGES, new int[] {2, 1, 3}, 0, 51, 102, 153, 204, 255));
        float[] expected = {0, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1};
        for (Path path : new Path[] {file, directory}) {
            IdxFiles.Images images = IdxFiles.readImages(path);
            assertEquals(3, images.width());
            assertArrayEquals(expected, images.features());
        }
        write("t10k-images-idx3-ubyte", false, idx(IMAGES, new int[] {1, 1, 1}, 9));
        assertArrayEquals(expected, IdxFiles.readImages(directory).features());
        Files.delete(file);
        Path labels = write("images-idx", false, idx(LABELS, new int[] {1}, 1));
        assertFormat(
                directory + ": images-idx and t10k-images-idx3-ubyte (expected: one whose name contains images-idx or"
                        + " images.idx, among several one that starts with train)",
                () -> IdxFiles.readImages(directory));
        assertThrows(DataFormatException.class, () -> IdxFiles.readImages(labels));
    }

    @Test
    void otherShapesAreFlattened() throws IOException {
        Path labels = write("l", false, idx(LABELS, new int[] {1}, 0));
        Path flat = write("flat", false, idx(0x0802, new int[] {1, 4}, 1, 2, 3, 4));
        Path coloured = write("coloured", false, idx(0x0804, new int[] {1, 1, 2, 2}, 1, 2, 3, 4));
        assertEquals(4, IdxFiles.read(flat, labels).width());
        assertEquals(4, IdxFiles.read(coloured, labels).width());
    }

    @Test
    void classesAreGivenOrOneMoreThanTheLargestLabel() throws IOException {
        Path images = write("train-images-idx3-ubyte", false, idx(IMAGES, new int[] {3, 1, 1}, 1, 2, 3));
        Path labels = write("train-labels-idx1-ubyte", false, idx(LABELS, new int[] {3}, 0, 4, 2));
        assertEquals(5, IdxFiles.read(images, labels).classes());
        assertEquals(10, IdxFiles.read(images, labels, 10).classes());
        assertEquals(5, IdxFiles.read(directory).classes());
        assertEquals(10, IdxFiles.read(directory, 10).classes());
        assertFormat(
                labels + ": label 4 at index 1 (expected: 0 <= label < classes = 4)",
                () -> IdxFiles.read(images, labels, 4));
        assertEquals(
                "classes: 0 (expected: >= 1)",
                assertThrows(IllegalArgumentException.class, () -> IdxFiles.read(images, labels, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> IdxFiles.read(directory, -1));
    }

    @Test
    void countsDiffer() throws IOException {
        Path images = write("i", false, idx(IMAGES, new int[] {2, 1, 1}, 1, 2));
        Path labels = write("l", false, idx(LABELS, new int[] {3}, 0, 1, 2));
        assertFormat(
                labels + ": 3 labels (expected: 2, one for each image of " + images + ")",
                () -> IdxFiles.read(images, labels));
    }

    @Test
    void wrongMagicNumber() throws IOException {
        Path images = write("i", false, idx(IMAGES, new int[] {1, 1, 1}, 1));
        Path labels = write("l", false, idx(LABELS, new int[] {1}, 1));
        Path floats = write("f", false, idx(0x0d03, new int[] {1, 1, 1}, 1));
        assertFormat(
                images + ": magic number 0x00000803 (expected: 0x00000801: IDX labels)",
                () -> IdxFiles.read(images, images));
        String images0803 = " (expected: 0x00000803, or another of 0x00000802 to 0x000008ff: IDX images)";
        assertFormat(labels + ": magic number 0x00000801" + images0803, () -> IdxFiles.read(labels, labels));
        assertFormat(floats + ": magic number 0x00000d03" + images0803, () -> IdxFiles.read(floats, labels));
    }

    @ParameterizedTest
    @CsvSource({"0, 8 of IDX labels", "3, 8 of IDX labels", "5, 8 of the IDX header"})
    void truncatedInTheHeader(int length, String expected) throws IOException {
        byte[] whole = idx(LABELS, new int[] {2}, 1, 2);
        Path labels = write("l", false, Arrays.copyOf(whole, length));
        String atLeast = length < 4 ? "at least " : "";
        assertFormat(
                labels + ": truncated: " + length + " bytes (expected: " + atLeast + expected + ")",
                () -> IdxFiles.read(labels, labels));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void truncatedOrTooLongInTheData(boolean gzip) throws IOException {
        byte[] whole = idx(LABELS, new int[] {3}, 1, 2, 3);
        Path truncated = write("t", gzip, Arrays.copyOf(whole, whole.length - 1));
        Path extended = write("e", gzip, Arrays.copyOf(whole, whole.length + 1));
        assertFormat(
                truncated + ": truncated: 2 bytes after the header (expected: 3)",
                () -> IdxFiles.read(truncated, truncated));
        assertFormat(
                extended + ": more than the 3 bytes that the header says (expected: nothing after them)",
                () -> IdxFiles.read(extended, extended));
    }

    /** A gzip file cut anywhere, or with one bit flipped, is an error of the right kind or harmless. */
    @Test
    void damagedGzip() throws IOException {
        Path images = write("i", false, idx(IMAGES, new int[] {4, 1, 1}, 1, 2, 3, 4));
        byte[] whole = gzip(idx(LABELS, new int[] {4}, 3, 1, 2, 3));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            assertThrows(DataFormatException.class, () -> IdxFiles.read(images, cut), length + " bytes");
        }
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Path damaged = Files.write(directory.resolve("damaged"), flipped);
            try {
                assertArrayEquals(
                        new int[] {3, 1, 2, 3}, IdxFiles.read(images, damaged).labels(), "bit " + bit);
            } catch (DataFormatException e) {
                assertTrue(e.getMessage().startsWith(damaged + ": "), e.getMessage());
            }
        }
    }

    @Test
    void impossibleDimensions() throws IOException {
        Path labels = write("l", false, idx(LABELS, new int[] {1}, 0));
        Path none = write("n", false, idx(IMAGES, new int[] {0, 28, 28}));
        Path huge = write("h", false, idx(IMAGES, new int[] {-1, -1, -1}));
        assertFormat(
                none + ": the header says 0 × 28 × 28 elements (expected: at least 1 in each dimension)",
                () -> IdxFiles.read(none, labels));
        assertFormat(
                huge + ": the header says 4294967295 × 4294967295 × 4294967295 elements"
                        + " (expected: at most 2147483639 in all)",
                () -> IdxFiles.read(huge, labels));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void claimedSizeIsNotAllocated(boolean gzip) throws IOException {
        Path labels = write("l", false, idx(LABELS, new int[] {1}, 0));
        Path lying = write("i", gzip, idx(IMAGES, new int[] {2_000_000, 28, 1}, 1, 2, 3));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThrows(DataFormatException.class, () -> IdxFiles.read(lying, labels));
        long before = threads.getCurrentThreadAllocatedBytes();
        assertFormat(
                lying + ": truncated: 3 bytes after the header (expected: 56000000)",
                () -> IdxFiles.read(lying, labels));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1 << 20, "allocated: " + allocated);
    }

    @Test
    void findsThePairPreferringTraining() throws IOException {
        byte[] one = idx(IMAGES, new int[] {1, 1, 1}, 1);
        byte[] label = idx(LABELS, new int[] {1}, 1);
        Path images = write("t10k-images-idx3-ubyte", false, one);
        assertFormat(
                directory + ": no file of labels (expected: one whose name contains labels-idx or labels.idx)",
                () -> IdxFiles.read(directory));
        write("t10k-labels-idx1-ubyte", false, label);
        assertEquals(1, IdxFiles.read(directory).size());

        // A second set, under the other spelling.
        write("train-images.idx3-ubyte.gz", true, idx(IMAGES, new int[] {2, 1, 1}, 1, 2));
        assertFormat(
                directory + ": t10k-labels-idx1-ubyte (expected: one whose name contains labels-idx or labels.idx,"
                        + " among several one that starts with train)",
                () -> IdxFiles.read(directory));
        write("train-labels.idx1-ubyte.gz", true, idx(LABELS, new int[] {2}, 1, 2));
        assertEquals(2, IdxFiles.read(directory).size());

        write("train-images-idx3-ubyte", false, one);
        assertFormat(
                directory + ": t10k-images-idx3-ubyte and train-images-idx3-ubyte and train-images.idx3-ubyte.gz"
                        + " (expected: one whose name contains images-idx or images.idx,"
                        + " among several one that starts with train)",
                () -> IdxFiles.read(directory));
        assertFormat(
                images + ": not a directory (expected: one with a pair of IDX files)", () -> IdxFiles.read(images));
    }

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, train-labels-idx1-ubyte",
        "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz",
        "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte",
        "images-idx, labels-idx",
        "images-images-idx4, images-labels-idx1",
    })
    void labelsForImages(String images, String labels) throws IOException {
        Path same = directory.resolve(labels);
        Path other = directory.resolve(labels.endsWith(".gz") ? labels.replace(".gz", "") : labels + ".gz");
        // With neither there, with the other, and with both.
        for (Path expected : new Path[] {same, other, same}) {
            assertEquals(expected, IdxFiles.labelsFor(directory.resolve(images)).orElseThrow());
            Files.writeString(expected == same && Files.notExists(other) ? other : same, "");
        }
        assertEquals(Path.of(labels), IdxFiles.labelsFor(Path.of(images)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train-labels-idx1-ubyte", "images.csv", "images", "/"})
    void noLabelsForWhatIsNotNamedAsImages(String name) {
        assertEquals(Optional.empty(), IdxFiles.labelsFor(Path.of(name)));
    }

    @Test
    void missing() {
        Path missing = directory.resolve("missing");
        assertEquals(
                missing + ": no such directory (expected: one with a pair of IDX files)",
                assertThrows(NoSuchFileException.class, () -> IdxFiles.read(missing))
                        .getMessage());
        assertEquals(
                missing + ": no such file (expected: IDX labels)",
                assertThrows(NoSuchFileException.class, () -> IdxFiles.read(missing, missing))
                        .getMessage());
        assertFormat(
                directory + ": a directory (expected: a file with IDX labels)",
                () -> IdxFiles.read(directory, directory));
    }

    private static void assertFormat(String message, Executable read) {
        assertEquals(message, assertThrows(DataFormatException.class, read).getMessage());
    }

    private Path write(String name, boolean gzip, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), gzip ? gzip(content) : content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] idx(int magic, int[] dimensions, int... elements) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
        buffer.putInt(magic);
        for (int dimension : dimensions) {
            buffer.putInt(dimension);
        }
        for (int element : elements) {
            buffer.put((byte) element);
        }
        return buffer.array();
    }
}
