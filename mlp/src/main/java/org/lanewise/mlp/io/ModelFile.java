package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.io.SafetensorsHeader.Tensor;

/**
 * Saves and loads models as safetensors (huggingface/safetensors, README, "Format"): the length of the header as a
 * little-endian 64-bit integer, the header in JSON, the tensors as little-endian 32-bit floats without gaps.
 *
 * <p>Tensors are named and laid out as PyTorch's {@code nn.Sequential} does: {@code 0.weight} {@code [out, in]} (the
 * transpose of ours) and {@code 0.bias} {@code [out]}, for PReLU {@code 1.weight} {@code [slopes]}, where 0 is the layer's
 * index; activations have an index, too. A file holds at most 1024 layers. The header's {@code __metadata__} holds
 *
 * <ul>
 *   <li>{@code format}: {@code pt};
 *   <li>{@code lanewise.layers}: the layers, as {@code dense 784 256, relu, dense 256 10}; also {@code identity},
 *       {@code sigmoid}, {@code tanh}, {@code softplus}, {@code silu}, {@code gelu}, {@code leakyrelu 0.01} with its
 *       slope, {@code elu 1.0} with its alpha, {@code prelu 256} with the number of its slopes,
 *       {@code maxout 128 2} with its units and pieces, and {@code dropout 0.8} with the probability to keep;
 *   <li>{@code lanewise.crc32c}: eight hexadecimal digits, the CRC-32C of the bytes of that text and the data section.
 * </ul>
 *
 * <p>A file made by another tool loads if it has the layers and the tensors; the checksum may be missing, and the tensors
 * may come in any order. A {@link CheckpointFile} loads, too: as the model that it holds.
 */
public final class ModelFile {
    static final String LAYERS = "lanewise.layers";
    static final String TRAINING = "lanewise.training";
    static final String CHECKSUM = "lanewise.crc32c";

    /**
     * The most layers that a file holds, activations and dropouts among them: far more than anybody stacks, and few
     * enough that what a layer takes while it is read comes to less than 1 MiB.
     */
    public static final int MOST_LAYERS = 1024;

    /** Enough for a checkpoint of as many layers, and little enough that the length of a header cannot lie by much. */
    static final int LARGEST_HEADER = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private ModelFile() {}

    /**
     * Saves a model: the whole file or nothing. The file is written beside the target, forced to the disk and renamed onto
     * it in one step; if that fails, a file that was there is as it was.
     *
     * @param model the model; no other thread may change its parameters meanwhile
     * @param file where to
     * @throws IllegalArgumentException if a parameter is not finite, or the model has more than 1024 layers
     * @throws IOException if it cannot be written
     */
    public static void save(Mlp model, Path file) throws IOException {
        write(model, List.of(), null, file);
    }

    /** What a checkpoint adds to a model. */
    record Loaded(Mlp model, List<float[]> state, String training) {}

    /**
     * Writes a model, the arrays of an optimizer's state, each laid out as the parameters, and a text about the training;
     * null: none.
     */
    static void write(Mlp model, List<State> states, String training, Path file) throws IOException {
        if (model.layers().size() > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "layers: " + model.layers().size() + " (expected: at most " + MOST_LAYERS + " in a file)");
        }
        List<ParameterTensor> ofModel = ParameterTensor.of(model.layers());
        List<Part> parts = new ArrayList<>();
        ofModel.forEach(tensor -> parts.add(new Part(tensor, model.parameters())));
        states.forEach(state ->
                ofModel.forEach(tensor -> parts.add(new Part(tensor.named(state.prefix()), state.array()))));
        checkFinite(parts);
        String layers = Architecture.format(model.layers());
        CRC32C checksum = checksumOf(layers, training);
        ByteBuffer buffer = buffer(BUFFER);
        drain(parts, buffer, checksum::update);

        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(LAYERS, layers);
        if (training != null) {
            metadata.put(TRAINING, training);
        }
        metadata.put(CHECKSUM, hexadecimal(checksum));
        List<Tensor> entries = new ArrayList<>();
        long position = 0;
        for (Part part : parts) {
            ParameterTensor tensor = part.tensor();
            long end = position + tensor.bytes();
            entries.add(new Tensor(tensor.name(), SafetensorsHeader.FLOAT32, tensor.shape(), position, end));
            position = end;
        }
        byte[] header = new SafetensorsHeader(metadata, entries).format().getBytes(StandardCharsets.US_ASCII);
        if (header.length > LARGEST_HEADER) {
            throw new IllegalArgumentException("layers: " + model.layers().size() + ", a header of " + header.length
                    + " bytes (expected: at most " + LARGEST_HEADER + ")");
        }
        AtomicFile.write(file, channel -> {
            writeFully(channel, buffer(Long.BYTES).putLong(header.length).flip());
            writeFully(channel, ByteBuffer.wrap(header));
            drain(parts, buffer, full -> writeFully(channel, full));
        });
    }

    /**
     * Loads a model. Whatever the file holds, this takes no more memory than the file's size and 1 MiB.
     *
     * @param file where from
     * @return the model
     * @throws ModelFormatException if the file is not a model, or is truncated or corrupt
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static Mlp load(Path file) throws IOException {
        return read(file).model();
    }

    /** Loads a model, and what else a checkpoint holds: the arrays of its state in the order of its text. */
    static Loaded read(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file (expected: a model)");
        }
        if (Files.isDirectory(file)) {
            throw new ModelFormatException(file + ": a directory (expected: a model)");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return ModelReader.read(channel);
        } catch (MalformedException e) {
            ModelFormatException exception = new ModelFormatException(file + ": " + e.getMessage());
            exception.initCause(e);
            throw exception;
        }
    }

    private static void checkFinite(List<Part> parts) {
        for (Part part : parts) {
            ParameterTensor tensor = part.tensor();
            for (long i = tensor.offset(); i < tensor.offset() + tensor.count(); i++) {
                float value = part.array()[(int) i];
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "parameters: " + value + " in tensor " + tensor.name() + " (expected: finite numbers)");
                }
            }
        }
    }

    /** A tensor and the array that holds it. */
    private record Part(ParameterTensor tensor, float[] array) {}

    /** An array of an optimizer's state, and what stands before the names of its tensors. */
    record State(String prefix, float[] array) {}

    /** What takes the data section, one buffer after the other. */
    private interface Sink {
        void take(ByteBuffer full) throws IOException;
    }

    /** Passes the data section through a buffer. */
    private static void drain(List<Part> parts, ByteBuffer buffer, Sink sink) throws IOException {
        buffer.clear();
        for (Part part : parts) {
            ParameterTensor tensor = part.tensor();
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    if (!buffer.hasRemaining()) {
                        sink.take(buffer.flip());
                        buffer.clear();
                    }
                    buffer.putFloat(part.array()[tensor.index(row, column)]);
                }
            }
        }
        sink.take(buffer.flip());
    }

    private static CRC32C checksumOf(String layers, String training) {
        CRC32C checksum = new CRC32C();
        checksum.update(layers.getBytes(StandardCharsets.UTF_8));
        if (training != null) {
            checksum.update(training.getBytes(StandardCharsets.UTF_8));
        }
        return checksum;
    }

    static String hexadecimal(CRC32C checksum) {
        return String.format("%08x", checksum.getValue());
    }

    private static ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
