package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.io.SafetensorsHeader.Tensor;

/**
 * Saves and loads models as safetensors (huggingface/safetensors, README, "Format"): the length of the header as a
 * little-endian 64-bit integer, the header in JSON, the tensors as little-endian 32-bit floats without gaps.
 *
 * <p>Tensors are named and laid out as PyTorch's {@code nn.Sequential} does: {@code 0.weight} {@code [out, in]} (the
 * transpose of ours) and {@code 0.bias} {@code [out]}, for PReLU {@code 1.weight} {@code [slopes]}, where 0 is the layer's index; activations have an index, too. The
 * header's {@code __metadata__} holds
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
    private static final String LAYERS = "lanewise.layers";
    private static final String TRAINING = "lanewise.training";
    private static final String CHECKSUM = "lanewise.crc32c";

    /** Far more than thousands of layers need, and little enough that no header can exhaust the memory. */
    private static final int LARGEST_HEADER = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private ModelFile() {}

    /**
     * Saves a model: the whole file or nothing. The file is written beside the target, forced to the disk and renamed onto
     * it in one step; if that fails, a file that was there is as it was.
     *
     * @param model the model; no other thread may change its parameters meanwhile
     * @param file where to
     * @throws IllegalArgumentException if a parameter is not finite, or the model has too many layers for a header of
     *     1 MiB
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
     * Loads a model. Whatever the file holds, this takes no more memory than the file's size, 1 MiB, and 40 times the
     * size of its header, which is at most 1 MiB.
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
            return load(channel);
        } catch (MalformedException e) {
            ModelFormatException exception = new ModelFormatException(file + ": " + e.getMessage());
            exception.initCause(e);
            throw exception;
        }
    }

    private static Loaded load(FileChannel channel) throws IOException, MalformedException {
        long size = channel.size();
        SafetensorsHeader header = readHeader(channel, size);
        String text = header.metadata().get(LAYERS);
        if (text == null) {
            throw new MalformedException("no " + LAYERS + " in the metadata (expected: the model's layers)");
        }
        List<Layer> layers = Architecture.parse(text);
        String training = header.metadata().get(TRAINING);
        List<ParameterTensor> ofModel = ParameterTensor.of(layers);
        List<ParameterTensor> expectedTensors = new ArrayList<>(ofModel);
        List<String> prefixes = training == null ? List.of() : TrainingText.prefixes(training);
        for (String prefix : prefixes) {
            ofModel.forEach(tensor -> expectedTensors.add(tensor.named(prefix)));
        }
        List<ParameterTensor> tensors = match(expectedTensors, header.tensors(), size - channel.position());
        // Only now is it known that the file holds as many parameters as the layers say. Sizes that overflow belong to
        // more parameters than a model can have, which its constructor refuses before it allocates.
        Mlp model = newModel(layers);
        List<float[]> state = new ArrayList<>();
        Map<String, float[]> arrays = new HashMap<>();
        ofModel.forEach(tensor -> arrays.put(tensor.name(), model.parameters()));
        for (String prefix : prefixes) {
            float[] array = new float[model.parameters().length];
            state.add(array);
            ofModel.forEach(tensor -> arrays.put(prefix + tensor.name(), array));
        }
        CRC32C checksum = checksumOf(text, training);
        ParameterTensor notFinite = null;
        for (ParameterTensor tensor : tensors) {
            boolean finite = readTensor(channel, tensor, arrays.get(tensor.name()), checksum);
            notFinite = notFinite == null && !finite ? tensor : notFinite;
        }
        String expected = header.metadata().get(CHECKSUM);
        if (expected != null && !expected.equals(hexadecimal(checksum))) {
            throw new MalformedException("corrupt: the layers and the data have the CRC-32C " + hexadecimal(checksum)
                    + " (expected: " + Quoted.of(expected) + ")");
        }
        if (notFinite != null) {
            throw new MalformedException(
                    "tensor " + notFinite.name() + " holds a NaN or an infinity (expected: finite numbers)");
        }
        return new Loaded(model, state, training);
    }

    private static SafetensorsHeader readHeader(FileChannel channel, long size) throws IOException, MalformedException {
        if (size < Long.BYTES) {
            throw new MalformedException("truncated: " + size + " bytes (expected: the header's length in 8)");
        }
        long length = readFully(channel, buffer(Long.BYTES)).getLong();
        long most = Math.min(LARGEST_HEADER, size - Long.BYTES);
        if (length < 0 || length > most) {
            throw new MalformedException("a header of " + Long.toUnsignedString(length) + " bytes (expected: at most "
                    + most + (most < LARGEST_HEADER ? ", as the file has " + size : "") + ")");
        }
        ByteBuffer bytes = readFully(channel, buffer((int) length));
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("header is not text in UTF-8 (expected: JSON)");
        }
        return SafetensorsHeader.parse(text);
    }

    /** The tensors of the layers in the order of their data in the file, which holds them all and nothing else. */
    private static List<ParameterTensor> match(List<ParameterTensor> expected, List<Tensor> found, long dataSize)
            throws MalformedException {
        Map<String, ParameterTensor> byName = new HashMap<>();
        expected.forEach(tensor -> byName.put(tensor.name(), tensor));
        List<Tensor> inOrder = new ArrayList<>(found);
        inOrder.sort(Comparator.comparingLong(Tensor::begin));
        List<ParameterTensor> matched = new ArrayList<>();
        long position = 0;
        for (Tensor tensor : inOrder) {
            ParameterTensor same = byName.remove(tensor.name());
            String name = "tensor " + Quoted.of(tensor.name());
            if (same == null) {
                throw new MalformedException(name + " belongs to no layer (expected: only those of the layers)");
            }
            if (!tensor.elementType().equals(SafetensorsHeader.FLOAT32)) {
                throw new MalformedException(name + " has the type " + Quoted.of(tensor.elementType()) + " (expected: "
                        + SafetensorsHeader.FLOAT32 + ")");
            }
            if (!tensor.shape().equals(same.shape())) {
                throw new MalformedException(name + " has the shape " + tensor.shape() + " (expected: " + same.shape()
                        + ", from the layers)");
            }
            if (tensor.begin() != position || tensor.end() - position != same.bytes()) {
                throw new MalformedException(name + " has the data_offsets [" + tensor.begin() + ", " + tensor.end()
                        + "] (expected: " + same.bytes() + " bytes from " + position + ")");
            }
            position = tensor.end();
            matched.add(same);
        }
        if (!byName.isEmpty()) {
            String missing = expected.stream()
                    .map(ParameterTensor::name)
                    .filter(byName::containsKey)
                    .findFirst()
                    .orElseThrow();
            throw new MalformedException("no tensor " + missing + " (expected: those of all layers)");
        }
        if (position != dataSize) {
            throw new MalformedException((dataSize < position ? "truncated: " : "") + dataSize
                    + " bytes of data (expected: " + position + ", as the header says)");
        }
        return matched;
    }

    private static Mlp newModel(List<Layer> layers) throws MalformedException {
        try {
            return new Mlp(layers);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(e.getMessage());
        }
    }

    /** Reads one tensor; returns whether all its elements are finite. */
    private static boolean readTensor(FileChannel channel, ParameterTensor tensor, float[] parameters, CRC32C checksum)
            throws IOException, MalformedException {
        ByteBuffer buffer = buffer((int) Math.min(BUFFER, tensor.bytes())).limit(0);
        long unread = tensor.bytes();
        boolean finite = true;
        for (int row = 0; row < tensor.rows(); row++) {
            for (int column = 0; column < tensor.columns(); column++) {
                if (!buffer.hasRemaining()) {
                    readFully(channel, buffer.clear().limit((int) Math.min(buffer.capacity(), unread)));
                    unread -= buffer.remaining();
                    checksum.update(buffer.duplicate());
                }
                float value = buffer.getFloat();
                finite &= Float.isFinite(value);
                parameters[tensor.index(row, column)] = value;
            }
        }
        return finite;
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

    private static String hexadecimal(CRC32C checksum) {
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

    /** Fills the buffer up to its limit, and flips it. */
    private static ByteBuffer readFully(FileChannel channel, ByteBuffer buffer) throws IOException, MalformedException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new MalformedException("truncated while it was read (expected: the size it had)");
            }
        }
        return buffer.flip();
    }
}
