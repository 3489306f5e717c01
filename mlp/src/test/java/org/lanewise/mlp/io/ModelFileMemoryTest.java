package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

/**
 * Whatever a file holds, loading it allocates less than the file's size and 1 MiB, by the JVM's counter of the thread:
 * that counts garbage, too, so the memory in use is never more.
 */
class ModelFileMemoryTest {
    private static final int MIB = 1 << 20;
    private static final int LARGEST_HEADER = MIB;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    /** Classes that a first load makes are the JVM's. */
    @BeforeEach
    void warmUp() throws IOException {
        Path file = directory.resolve("first");
        ModelFile.save(new Mlp(List.of(new Dense(2, 3), new Prelu(3), Activation.elu(1))), file);
        ModelFile.load(file);
        assertThrows(ModelFormatException.class, () -> ModelFile.load(write("{}", 0)));
    }

    static List<List<Layer>> models() {
        List<Layer> wide = List.of(new Dense(512, 2000), Activation.RELU, new Dense(2000, 2000), new Dense(2000, 10));
        List<Layer> slopes = new ArrayList<>(Collections.nCopies(1024, new Prelu(1)));
        slopes.set(0, new Dense(1, 1));
        List<Layer> functions = new ArrayList<>(Collections.nCopies(1024, Activation.leakyRelu(0.012345678f)));
        functions.set(0, new Dense(1, 1));
        return List.of(
                List.of(new Dense(64, 64)),
                wide,
                Collections.nCopies(1024, new Dense(1, 1)),
                Collections.nCopies(200, new Dense(128, 128)),
                slopes,
                functions);
    }

    @ParameterizedTest
    @MethodSource("models")
    void ofAnyModel(List<Layer> layers) throws IOException {
        Path file = directory.resolve("model");
        ModelFile.save(new Mlp(layers), file);
        assertModest(file, () -> ModelFile.load(file));
    }

    /** As many layers, and as many arrays of an optimizer's state, as a file can have. */
    @Test
    void ofTheLargestCheckpoint() throws IOException {
        int layers = 1024;
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"lanewise.layers\":\""
                + String.join(", ", Collections.nCopies(layers, "dense 1 1"))
                + "\",\"lanewise.training\":\"seed 0, batch 1, samples 1, epochs 1, batches 0, step 1, lossSum 1.0,"
                + " right 1, seen 1, state a b c d\"}");
        int position = 0;
        for (String prefix : List.of("", "optimizer.a.", "optimizer.b.", "optimizer.c.", "optimizer.d.")) {
            for (int i = 0; i < layers; i++) {
                header.append(tensor(prefix + i + ".weight", "1,1", position));
                header.append(tensor(prefix + i + ".bias", "1", position + 4));
                position += 8;
            }
        }
        Path file = write(header + "}", position);
        assertModest(file, () -> assertEquals(4, ModelFile.read(file).state().size()));
    }

    private static String tensor(String name, String shape, int begin) {
        return ",\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + begin + ","
                + (begin + 4) + "]}";
    }

    /** The same in texts as long as they can be, which describe more parameters than there are. */
    @Test
    void ofTheLongestLayers() throws IOException {
        String wide = "dense 1000000000 1000000000";
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"lanewise.layers\":\""
                + String.join(", ", Collections.nCopies(1024, wide)) + "\"}");
        for (int i = 0; i < 1024; i++) {
            header.append(tensor(i + ".weight", "1000000000,1000000000", 0));
            header.append(tensor(i + ".bias", "1000000000", 0));
        }
        Path file = write(header + "}", 0);
        assertModest(file, () -> assertThrows(ModelFormatException.class, () -> ModelFile.load(file)));
    }

    /** Headers of 1 MiB, full of the smallest things that could become objects. */
    @Test
    void ofFullHeaders() throws IOException {
        String layers = "{\"__metadata__\":{\"lanewise.layers\":\"dense 1 1";
        for (String header : List.of(
                full(layers, i -> ", tanh", "\"}}"),
                full(layers, i -> ", dense 1 1", "\"}}"),
                full(layers, i -> "x", "\"}}"),
                full(layers, i -> "\\u0020", "\"}}"),
                full(layers, i -> "\u03bb", "\"}}"),
                full("{\"__metadata__\":{\"\":\"\"", i -> ",\"" + Integer.toString(i, 36) + "\":\"\"", "}}"),
                full("{\"__metadata__\":{\"\":\"\"", i -> ",\"\":\"\"", "}}"),
                full(
                        layers + "\"}",
                        i -> ",\"" + Integer.toString(i, 36)
                                + "\":{\"dtype\":\"\",\"shape\":[],\"data_offsets\":[0,0]}",
                        "}"),
                full(
                        layers + "\"}",
                        i -> ",\"0.\\u0062ias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
                        "}"),
                full("{\"", i -> "x", "\":1}"),
                full("{", i -> "[", ""),
                full("{", i -> " ", ""),
                full("{\"a\":{\"dtype\":\"", i -> "\\n", "\",\"shape\":[],\"data_offsets\":[0,0]}}"))) {
            Path file = write(header, 0);
            assertModest(file, () -> assertThrows(ModelFormatException.class, () -> ModelFile.load(file)));
        }
    }

    private static String full(String begin, IntFunction<String> part, String end) {
        StringBuilder header = new StringBuilder(begin);
        int bytes = begin.length() + end.length();
        for (int i = 0; ; i++) {
            String next = part.apply(i);
            bytes += next.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LARGEST_HEADER) {
                return header + end;
            }
            header.append(next);
        }
    }

    /** What could not be loaded within the bound is not saved. */
    @Test
    void tooManyLayers() throws IOException {
        Dense[] layers = new Dense[1025];
        Arrays.fill(layers, new Dense(1, 1));
        Path deep = directory.resolve("deep");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ModelFile.save(new Mlp(List.of(layers)), deep));
        assertEquals("layers: 1025 (expected: at most 1024 in a file)", refused.getMessage());
        assertFalse(Files.exists(deep));

        String text = String.join(", ", Collections.nCopies(1025, "dense 1 1"));
        Path file = write("{\"__metadata__\":{\"lanewise.layers\":\"" + text + "\"}}", 0);
        String message = assertThrows(ModelFormatException.class, () -> ModelFile.load(file))
                .getMessage();
        assertEquals(file + ": more than 1024 layers (expected: at most that many)", message);
    }

    private interface Loading {
        void run() throws IOException;
    }

    private static void assertModest(Path file, Loading loading) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        loading.run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long size = Files.size(file);
        assertTrue(
                allocated < size + MIB,
                "allocated " + allocated + " bytes for a file of " + size + ": " + (allocated - size - MIB)
                        + " too many");
    }

    private Path write(String header, int dataSize) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + text.length + dataSize).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                directory.resolve("file"), bytes.putLong(text.length).put(text).array());
    }
}
