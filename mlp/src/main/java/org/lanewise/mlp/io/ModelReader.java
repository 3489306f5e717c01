package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;

/**
 * Reads a model file, whose form {@link ModelFile} gives, with no more memory than the file's size and 1 MiB, whatever
 * the file holds: the header takes what it has in the file, the arrays of the parameters what their data has, once it is
 * known that the file has it; all else is bounded by {@link ModelFile#MOST_LAYERS}.
 */
final class ModelReader {
    private static final int BUFFER = 1 << 16;

    /** The text of the layers: none that we write takes more for a layer on average. */
    private static final int MOST_TEXT = 32 * ModelFile.MOST_LAYERS;

    private static final int CHECKSUM_DIGITS = 64;

    /** Ordinals of tensors take the lower bits of a key, offsets of their data, as far as they can be right, the others. */
    private static final int ORDINAL_BITS = 20;

    private static final int MOST_TENSORS = 1 << ORDINAL_BITS;

    private static final long MOST_DATA = 1L << 62 - ORDINAL_BITS;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    private ModelReader(FileChannel channel) {
        this.channel = channel;
    }

    /** Reads the model from the beginning of a file, and what else a checkpoint holds. */
    static ModelFile.Loaded read(FileChannel channel) throws IOException, MalformedException {
        return new ModelReader(channel).read();
    }

    private ModelFile.Loaded read() throws IOException, MalformedException {
        HeaderReader header = readHeader();
        long dataSize = channel.size() - channel.position();
        String text = header.text(ModelFile.LAYERS, MOST_TEXT);
        if (text == null) {
            throw new MalformedException("no " + ModelFile.LAYERS + " in the metadata (expected: the model's layers)");
        }
        List<Layer> layers = Architecture.parse(text);
        String training = header.text(ModelFile.TRAINING, TrainingText.LONGEST);
        List<String> prefixes = new ArrayList<>(List.of(""));
        prefixes.addAll(training == null ? List.of() : TrainingText.prefixes(training));
        List<ParameterTensor> tensors = ParameterTensor.of(layers);
        long[] order = order(header, layers.size(), tensors, prefixes, dataSize);
        // Only now is it known that the file holds as many parameters as the layers say. Sizes that overflow belong to
        // more parameters than a model can have, which its constructor refuses before it allocates.
        Mlp model = newModel(layers);
        List<float[]> state = new ArrayList<>();
        for (int i = 1; i < prefixes.size(); i++) {
            state.add(new float[model.parameters().length]);
        }
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        if (training != null) {
            checksum.update(training.getBytes(StandardCharsets.UTF_8));
        }
        int notFinite = -1;
        for (long key : order) {
            int ordinal = (int) key & MOST_TENSORS - 1;
            int part = ordinal / tensors.size();
            ParameterTensor tensor = tensors.get(ordinal % tensors.size());
            boolean finite = readTensor(tensor, part == 0 ? model.parameters() : state.get(part - 1));
            notFinite = notFinite < 0 && !finite ? ordinal : notFinite;
        }
        String expected = header.text(ModelFile.CHECKSUM, CHECKSUM_DIGITS);
        String actual = ModelFile.hexadecimal(checksum);
        if (expected != null && !expected.equals(actual)) {
            throw new MalformedException("corrupt: the layers and the data have the CRC-32C " + actual + " (expected: "
                    + Quoted.of(expected) + ")");
        }
        if (notFinite >= 0) {
            throw new MalformedException("tensor " + name(notFinite, tensors, prefixes)
                    + " holds a NaN or an infinity (expected: finite numbers)");
        }
        return new ModelFile.Loaded(model, state, training);
    }

    private HeaderReader readHeader() throws IOException, MalformedException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new MalformedException("truncated: " + size + " bytes (expected: the header's length in 8)");
        }
        fill(Long.BYTES);
        long length = buffer.getLong();
        long most = Math.min(ModelFile.LARGEST_HEADER, size - Long.BYTES);
        if (length < 0 || length > most) {
            throw new MalformedException("a header of " + Long.toUnsignedString(length) + " bytes (expected: at most "
                    + most + (most < ModelFile.LARGEST_HEADER ? ", as the file has " + size : "") + ")");
        }
        byte[] header = new byte[(int) length];
        for (int i = 0; i < header.length; i += BUFFER) {
            int count = Math.min(BUFFER, header.length - i);
            fill(count);
            buffer.get(header, i, count);
        }
        return new HeaderReader(header);
    }

    /**
     * The tensors of the layers in the order of their data in the file, which holds them all and nothing else: their
     * ordinals, in the lower bits. A tensor's ordinal is the number of its prefix times the tensors of a model, plus its
     * place among them.
     */
    private static long[] order(
            HeaderReader header, int layers, List<ParameterTensor> tensors, List<String> prefixes, long dataSize)
            throws MalformedException {
        int[] firsts = firsts(layers, tensors);
        int count = prefixes.size() * tensors.size();
        long[] begins = new long[count];
        Arrays.fill(begins, -1);
        int wrong = -1;
        long wrongEnd = 0;
        while (header.nextTensor()) {
            int ordinal = ordinal(header, firsts, tensors, prefixes);
            ParameterTensor same = tensors.get(ordinal % tensors.size());
            if (begins[ordinal] >= 0) {
                throw HeaderReader.twice(name(ordinal, tensors, prefixes));
            }
            if (!header.hasElementType(SafetensorsHeader.FLOAT32)) {
                throw new MalformedException("tensor " + header.quotedName() + " has the type "
                        + header.quotedElementType() + " (expected: " + SafetensorsHeader.FLOAT32 + ")");
            }
            checkShape(header, same);
            begins[ordinal] = header.begin();
            if (header.end() - header.begin() != same.bytes()) {
                wrong = ordinal;
                wrongEnd = header.end();
            }
        }
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            if (begins[i] < 0) {
                throw new MalformedException(
                        "no tensor " + name(i, tensors, prefixes) + " (expected: those of all layers)");
            }
            keys[i] = Math.min(begins[i], MOST_DATA) * MOST_TENSORS + i;
        }
        Arrays.sort(keys);
        long position = 0;
        for (int i = 0; i < count; i++) {
            int ordinal = (int) keys[i] & MOST_TENSORS - 1;
            long bytes = tensors.get(ordinal % tensors.size()).bytes();
            if (begins[ordinal] != position || ordinal == wrong) {
                long end = ordinal == wrong ? wrongEnd : begins[ordinal] + bytes;
                throw new MalformedException("tensor " + Quoted.of(name(ordinal, tensors, prefixes))
                        + " has the data_offsets [" + begins[ordinal] + ", " + end + "] (expected: " + bytes
                        + " bytes from " + position + ")");
            }
            position += bytes;
        }
        if (position != dataSize) {
            throw new MalformedException((dataSize < position ? "truncated: " : "") + dataSize
                    + " bytes of data (expected: " + position + ", as the header says)");
        }
        return keys;
    }

    /** Where the tensors of each layer begin, and those of the last one end: a layer's index is in its tensors' names. */
    private static int[] firsts(int layers, List<ParameterTensor> tensors) {
        int[] firsts = new int[layers + 1];
        for (ParameterTensor tensor : tensors) {
            firsts[tensor.layer() + 1]++;
        }
        for (int i = 0; i < layers; i++) {
            firsts[i + 1] += firsts[i];
        }
        return firsts;
    }

    private static int ordinal(HeaderReader header, int[] firsts, List<ParameterTensor> tensors, List<String> prefixes)
            throws MalformedException {
        for (int part = 0; part < prefixes.size(); part++) {
            int layer = header.layer(prefixes.get(part));
            if (layer < 0 || layer >= firsts.length - 1) {
                continue;
            }
            for (int i = firsts[layer]; i < firsts[layer + 1]; i++) {
                if (header.isNamed(prefixes.get(part), tensors.get(i).name())) {
                    return part * tensors.size() + i;
                }
            }
        }
        throw new MalformedException(
                "tensor " + header.quotedName() + " belongs to no layer (expected: only those of the layers)");
    }

    private static void checkShape(HeaderReader header, ParameterTensor tensor) throws MalformedException {
        int dimensions = header.dimensions();
        boolean same = dimensions == (tensor.matrix() ? 2 : 1)
                && header.extent(0) == tensor.rows()
                && (dimensions == 1 || header.extent(1) == tensor.columns());
        if (!same) {
            List<Long> shape = new ArrayList<>();
            for (int i = 0; i < dimensions; i++) {
                shape.add(header.extent(i));
            }
            throw new MalformedException("tensor " + header.quotedName() + " has the shape " + shape + " (expected: "
                    + tensor.shape() + ", from the layers)");
        }
    }

    private static String name(int ordinal, List<ParameterTensor> tensors, List<String> prefixes) {
        return prefixes.get(ordinal / tensors.size())
                + tensors.get(ordinal % tensors.size()).name();
    }

    private static Mlp newModel(List<Layer> layers) throws MalformedException {
        try {
            return new Mlp(layers);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(e.getMessage());
        }
    }

    /** Reads one tensor; returns whether all its elements are finite. */
    private boolean readTensor(ParameterTensor tensor, float[] parameters) throws IOException, MalformedException {
        long unread = tensor.bytes();
        boolean finite = true;
        buffer.limit(0);
        for (int row = 0; row < tensor.rows(); row++) {
            for (int column = 0; column < tensor.columns(); column++) {
                if (!buffer.hasRemaining()) {
                    int count = (int) Math.min(BUFFER, unread);
                    fill(count);
                    unread -= count;
                    checksum.update(buffer.array(), 0, count);
                }
                float value = buffer.getFloat();
                finite &= Float.isFinite(value);
                parameters[tensor.index(row, column)] = value;
            }
        }
        return finite;
    }

    /** Reads the next bytes of the file into the buffer. */
    private void fill(int count) throws IOException, MalformedException {
        buffer.clear().limit(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new MalformedException("truncated while it was read (expected: the size it had)");
            }
        }
        buffer.flip();
    }
}
