package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;

class ModelFileTest {
    private static final String TINY = "dense 2 3, leakyrelu 0.01, dense 3 1";

    /** The tiny model's parameters as ours: [2, 3] weights, bias, [3, 1] weights, bias. */
    private static final float[] TINY_PARAMETERS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

    /** The same as PyTorch lays them out: the first weights are [3, 2]. */
    private static final float[] TINY_DATA = {1, 4, 2, 5, 3, 6, 7, 8, 9, 10, 11, 12, 13};

    private static final String TINY_TENSORS = """
            "0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},\
            "0.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},\
            "2.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[36,48]},\
            "2.bias":{"dtype":"F32","shape":[1],"data_offsets":[48,52]}}""";

    @TempDir
    Path directory;

    /** Byte for byte what the format says, with the header and the order of the data written out by hand. */
    @Test
    void layout() throws IOException {
        Path file = directory.resolve("model.safetensors");
        ModelFile.save(tiny(), file);
        byte[] data = data(TINY_DATA);
        CRC32C checksum = new CRC32C();
        checksum.update(TINY.getBytes(StandardCharsets.US_ASCII));
        checksum.update(data);
        String header = "{\"__metadata__\":{\"format\":\"pt\",\"lanewise.layers\":\"" + TINY
                + "\",\"lanewise.crc32c\":\"" + String.format("%08x", checksum.getValue()) + "\"}," + TINY_TENSORS;
        while (header.length() % 8 != 0) {
            header += " ";
        }
        assertArrayEquals(file(header, data), Files.readAllBytes(file));
        assertEquals(
                "{\"__", Files.readString(file, StandardCharsets.ISO_8859_1).substring(8, 12));
    }

    @Test
    void loadsWhatItSaved() throws IOException {
        Path file = directory.resolve("model.safetensors");
        ModelFile.save(tiny(), file);
        Mlp loaded = ModelFile.load(file);
        assertEquals(tiny().layers(), loaded.layers());
        assertArrayEquals(TINY_PARAMETERS, loaded.parameters());
    }

    /** As PyTorch's tools write: no checksum, other metadata, tensors sorted by name, other spacing, no padding. */
    @Test
    void loadsFilesOfOtherTools() throws IOException {
        String header = """
                {"__metadata__": {"made by": "\\u00e9 \\"x\\"", "lanewise.layers": "dense 2 3, leakyrelu 0.01, dense 3 1"},
                 "0.bias":   {"dtype": "F32", "shape": [3],    "data_offsets": [0, 12]},
                 "0.weight": {"shape": [3, 2], "dtype": "F32", "data_offsets": [12, 36]},
                 "2.weight": {"dtype": "F32", "shape": [1, 3], "data_offsets": [40, 52]},
                 "2.bias":   {"data_offsets": [36, 40], "dtype": "F32", "shape": [1]}} \t
                """;
        Path file = write(header, data(7, 8, 9, 1, 4, 2, 5, 3, 6, 13, 10, 11, 12));
        assertArrayEquals(TINY_PARAMETERS, ModelFile.load(file).parameters());
    }

    @Test
    void everyTruncationIsAnError() throws IOException {
        byte[] whole = tinyFile();
        Path longer = Files.write(directory.resolve("longer"), Arrays.copyOf(whole, whole.length + 1));
        assertFormat(longer, "53 bytes of data (expected: 52, as the header says)");
        Path cut = Files.write(directory.resolve("cut"), whole);
        try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            for (int length = whole.length - 1; length >= 0; length--) {
                channel.truncate(length);
                ModelFormatException e =
                        assertThrows(ModelFormatException.class, () -> ModelFile.load(cut), length + " bytes");
                assertTrue(e.getMessage().startsWith(cut + ": "), e.getMessage());
            }
        }
    }

    /** A flipped bit is an error, or of no consequence. */
    @Test
    void everyFlippedBitIsAnErrorOrHarmless() throws IOException {
        byte[] whole = tinyFile();
        int data = whole.length - 52;
        int harmless = 0;
        Path flipped = Files.write(directory.resolve("flipped"), whole);
        try (FileChannel channel = FileChannel.open(flipped, StandardOpenOption.WRITE)) {
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte original = whole[bit / 8];
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (original ^ 1 << bit % 8)}), bit / 8);
                try {
                    Mlp loaded = ModelFile.load(flipped);
                    assertArrayEquals(TINY_PARAMETERS, loaded.parameters(), "bit " + bit);
                    assertEquals(tiny().layers(), loaded.layers(), "bit " + bit);
                    assertTrue(bit / 8 < data, "bit " + bit);
                    harmless++;
                } catch (ModelFormatException e) {
                    assertTrue(e.getMessage().startsWith(flipped + ": "), e.getMessage());
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                }
                channel.write(ByteBuffer.wrap(new byte[] {original}), bit / 8);
            }
        }
        // Metadata that nobody reads: the key "format" and its text, and the checksum's key.
        assertTrue(harmless < 8 * "formatptlanewise.crc32c".length(), "harmless: " + harmless);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void notFinite(float value) throws IOException {
        float[] data = TINY_DATA.clone();
        data[8] = value;
        Path file = write(tinyHeader(), data(data));
        assertFormat(file, "tensor 0.bias holds a NaN or an infinity (expected: finite numbers)");

        Mlp model = tiny();
        model.parameters()[9] = value;
        Path target = directory.resolve("target");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ModelFile.save(model, target));
        assertEquals("parameters: " + value + " in tensor 2.weight (expected: finite numbers)", e.getMessage());
        assertFalse(Files.exists(target));
    }

    /** A header that is sound but for one thing: what is replaced, by what, and what the message says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lanewise.layers         | lanewise.layer      | no lanewise.layers in the metadata (expected: the model's layers)
                    leakyrelu 0.01          | leakyrelu -1        | slope -1 (expected: >= 0 and finite)
                    leakyrelu 0.01          | leakyrelu 9E99      | slope 9E99 (expected: >= 0 and finite)
                    leakyrelu 0.01          | softsign            | layer "softsign" (expected: dense FANIN FANOUT, identity, sigmoid, tanh, relu, leakyrelu SLOPE, prelu SLOPES, elu ALPHA, maxout UNITS PIECES, softplus, silu, gelu or dropout KEEP)
                    dense 2 3               | dense 0 3           | layer "dense 0 3" (expected: dense FANIN FANOUT, identity, sigmoid, tanh, relu, leakyrelu SLOPE, prelu SLOPES, elu ALPHA, maxout UNITS PIECES, softplus, silu, gelu or dropout KEEP)
                    dense 2 3               | dense 9999999999 3  | width 9999999999 (expected: at most 2147483647)
                    dense 2 3, leaky        | relu, leaky         | tensor "0.weight" belongs to no layer (expected: only those of the layers)
                    dense 2 3               | dense 2 2           | tensor "0.weight" has the shape [3, 2] (expected: [2, 2], from the layers)
                    dense 3 1"              | dense 3 1, dense 1 1"| no tensor 3.weight (expected: those of all layers)
                    "2.bias"                | "3.bias"            | tensor "3.bias" belongs to no layer (expected: only those of the layers)
                    "2.bias"                | "0.bias"            | header has the key "0.bias" twice (expected: once)
                    "2.bias"                | "0.\\u0062ias"      | header has the key "0.bias" twice (expected: once)
                    "2.bias"                | "\\u001b[31m"       | tensor "\\u001b[31m" belongs to no layer (expected: only those of the layers)
                    "F32","shape":[3,2]     | "F16","shape":[3,2] | tensor "0.weight" has the type "F16" (expected: F32)
                    "shape":[3,2]           | "shape":[2,3]       | tensor "0.weight" has the shape [2, 3] (expected: [3, 2], from the layers)
                    "shape":[3,2]           | "shape":[3,2,1]     | tensor "0.weight" has a list of more than 2 numbers (expected: one or two dimensions, two data_offsets)
                    "shape":[3,2]           | "shape":[3,2],"x":1 | tensor "0.weight" has the key "x" (expected: dtype, shape and data_offsets)
                    "shape":[3,2],          |                     | tensor "0.weight" is not described in full (expected: dtype, shape and two data_offsets)
                    "shape":[3,2],          | "shape":[3,2],"shape":[3,2], | header has the key "shape" twice (expected: once)
                    [24,36]                 | [24,40]             | tensor "0.bias" has the data_offsets [24, 40] (expected: 12 bytes from 24)
                    [24,36]                 | [28,40]             | tensor "0.bias" has the data_offsets [28, 40] (expected: 12 bytes from 24)
                    [24,36]                 | [25,36]             | tensor "0.bias" has the data_offsets [25, 36] (expected: 12 bytes from 24)
                    [24,36]                 | [20,32]             | tensor "0.bias" has the data_offsets [20, 32] (expected: 12 bytes from 24)
                    [48,52]                 | [48,9223372036854775807] | tensor "2.bias" has the data_offsets [48, 9223372036854775807] (expected: 4 bytes from 48)
                    "__metadata__":{        | "__metadata__":{"lanewise.layers":"", | header has the key "lanewise.layers" twice (expected: once)
                    "__metadata__":{        | "__metadata__":{},"__metadata__":{ | header has the key "__metadata__" twice (expected: once)
                    "2.bias"                | "02.bias"           | tensor "02.bias" belongs to no layer (expected: only those of the layers)
                    "2.bias"                | "2.bias.x"          | tensor "2.bias.x" belongs to no layer (expected: only those of the layers)
                    "2.bias"                | "99999999999.bias"  | tensor "99999999999.bias" belongs to no layer (expected: only those of the layers)
                    """)
    void wrongHeader(String part, String replacement, String message) throws IOException {
        assertTrue(tinyHeader().contains(part));
        String header = tinyHeader().replace(part, replacement == null ? "" : replacement);
        assertFormat(write(header, data(TINY_DATA)), message);
    }

    @Test
    void layersThatDoNotFit() throws IOException {
        String header = "{\"__metadata__\":{\"lanewise.layers\":\"dense 1 1, dense 2 1\"},"
                + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]},"
                + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"1.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]},"
                + "\"1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]}}";
        assertFormat(
                write(header, data(1, 2, 3, 4, 5)), "layers[1].fanIn: 2 (expected: 1, the width of the layer before)");
    }

    @Test
    void wrongChecksum() throws IOException {
        byte[] bytes = tinyFile();
        bytes[bytes.length - 1] ^= 1;
        Path file = Files.write(directory.resolve("corrupt"), bytes);
        String message = assertThrows(ModelFormatException.class, () -> ModelFile.load(file))
                .getMessage();
        assertTrue(message.startsWith(file + ": corrupt: the layers and the data have the CRC-32C "), message);
    }

    @Test
    void notAHeader() throws IOException {
        assertFormat(
                Files.writeString(directory.resolve("text"), "This is no model at all, only text."),
                "a header of 2338328219631577172 bytes (expected: at most 27, as the file has 35)");
        assertFormat(write(" {}", new byte[0]), "header does not begin with { (expected: JSON)");
        assertFormat(write("{} x", new byte[0]), "byte 3: \"x\" (expected: the end)");
        assertFormat(write("{}", new byte[0]), "no lanewise.layers in the metadata (expected: the model's layers)");
        byte[] invalid = file("{\"?\":", new byte[0]);
        invalid[10] = (byte) 0xff;
        assertFormat(Files.write(directory.resolve("latin"), invalid), "header is not text in UTF-8 (expected: JSON)");
        assertFormat(directory, "a directory (expected: a model)");
        Path missing = directory.resolve("missing");
        assertEquals(
                missing + ": no such file (expected: a model)",
                assertThrows(NoSuchFileException.class, () -> ModelFile.load(missing))
                        .getMessage());
    }

    static List<Long> lies() {
        return List.of(100_000_001L, 1L << 40, Long.MAX_VALUE, -1L, Long.MIN_VALUE, (1L << 20) + 1);
    }

    /** Neither a header's length nor the sizes in it are allocated before the file is known to hold as much. */
    @ParameterizedTest
    @MethodSource("lies")
    void liesAreNotAllocated(long length) throws IOException {
        byte[] bytes = tinyFile();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertModest(Files.write(directory.resolve("length"), bytes));

        String wide = "dense 2 536870000";
        String header = "{\"__metadata__\":{\"lanewise.layers\":\"" + wide + "\"},"
                + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[536870000,2],\"data_offsets\":[0,4294960000]},"
                + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[536870000],\"data_offsets\":[4294960000,6442440000]}}";
        Path file = write(header, data(TINY_DATA));
        assertFormat(file, "truncated: 52 bytes of data (expected: 6442440000, as the header says)");
        assertModest(file);
    }

    /** Sizes whose bytes overflow a long and come out small again. */
    @Test
    void sizesThatOverflow() throws IOException {
        String header = "{\"__metadata__\":{\"lanewise.layers\":\"dense 2147483647 2147483647\"},"
                + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[8589934588,0]},"
                + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[2147483647],\"data_offsets\":[0,8589934588]}}";
        Path file = write(header, new byte[0]);
        assertThrows(ModelFormatException.class, () -> ModelFile.load(file));
        assertModest(file);
    }

    private static void assertModest(Path file) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThrows(ModelFormatException.class, () -> ModelFile.load(file));
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(ModelFormatException.class, () -> ModelFile.load(file));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < Files.size(file) + (1 << 20), "allocated: " + allocated);
    }

    @Test
    void directoryThatCannotBeWritten() throws IOException {
        Path regular = Files.writeString(directory.resolve("regular"), "content");
        assertThrows(IOException.class, () -> ModelFile.save(tiny(), regular.resolve("model")));
        assertThrows(IOException.class, () -> ModelFile.save(tiny(), directory.resolve("missing/model")));
        assertEquals("content", Files.readString(regular));
        assertEquals(1, directory.toFile().list().length);
    }

    private static Mlp tiny() {
        Mlp model = new Mlp(List.of(new Dense(2, 3), Activation.leakyRelu(0.01f), new Dense(3, 1)));
        System.arraycopy(TINY_PARAMETERS, 0, model.parameters(), 0, TINY_PARAMETERS.length);
        return model;
    }

    private byte[] tinyFile() throws IOException {
        Path file = directory.resolve("tiny");
        ModelFile.save(tiny(), file);
        return Files.readAllBytes(file);
    }

    private static String tinyHeader() {
        return "{\"__metadata__\":{\"lanewise.layers\":\"" + TINY + "\"}," + TINY_TENSORS;
    }

    private static byte[] data(float... values) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return data.array();
    }

    private static byte[] file(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    private Path write(String header, byte[] data) throws IOException {
        return Files.write(directory.resolve("written"), file(header, data));
    }

    private static void assertFormat(Path file, String message) {
        assertEquals(
                file + ": " + message,
                assertThrows(ModelFormatException.class, () -> ModelFile.load(file))
                        .getMessage());
    }
}
