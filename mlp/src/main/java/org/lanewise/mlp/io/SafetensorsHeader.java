package org.lanewise.mlp.io;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The header of a safetensors file to write: a JSON object that maps each tensor's name to its element type, its shape
 * and where its data lies in the file's data section, and {@code __metadata__} to texts by name (huggingface/safetensors,
 * README, "Format"). {@link HeaderReader} reads one.
 *
 * @param metadata the texts
 * @param tensors the tensors, in the order of the header
 */
record SafetensorsHeader(Map<String, String> metadata, List<Tensor> tensors) {
    /** The element type of 32-bit floats. */
    static final String FLOAT32 = "F32";

    /** The key of the metadata, beside the names of tensors. */
    static final String METADATA = "__metadata__";

    /** The bytes in front of the data are a multiple of this, so that the data is aligned. */
    private static final int ALIGNMENT = 8;

    /**
     * One tensor.
     *
     * @param name its name
     * @param elementType the type of its elements
     * @param shape its extents
     * @param begin where its data begins in the data section
     * @param end where its data ends
     */
    record Tensor(String name, String elementType, List<Long> shape, long begin, long end) {}

    /** The header as text, padded with spaces. Names and texts must be ASCII that JSON does not escape. */
    String format() {
        StringJoiner header = new StringJoiner(",", "{", "}");
        StringJoiner texts = new StringJoiner(",", "{", "}");
        metadata.forEach((name, text) -> texts.add("\"" + name + "\":\"" + text + "\""));
        header.add("\"" + METADATA + "\":" + texts);
        for (Tensor tensor : tensors) {
            header.add("\"" + tensor.name + "\":{\"dtype\":\"" + tensor.elementType + "\",\"shape\":"
                    + tensor.shape.toString().replace(" ", "") + ",\"data_offsets\":[" + tensor.begin + "," + tensor.end
                    + "]}");
        }
        String text = header.toString();
        return text + " ".repeat(-text.length() & ALIGNMENT - 1);
    }
}
