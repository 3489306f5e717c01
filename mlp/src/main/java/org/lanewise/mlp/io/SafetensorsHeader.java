package org.lanewise.mlp.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The header of a safetensors file: a JSON object that maps each tensor's name to its element type, its shape and where
 * its data lies in the file's data section, and {@code __metadata__} to texts by name (huggingface/safetensors, README,
 * "Format").
 *
 * @param metadata the texts
 * @param tensors the tensors, in the order of the header
 */
record SafetensorsHeader(Map<String, String> metadata, List<Tensor> tensors) {
    /** The element type of 32-bit floats. */
    static final String FLOAT32 = "F32";

    private static final String METADATA = "__metadata__";

    /** The bytes in front of the data are a multiple of this, so that the data is aligned. */
    private static final int ALIGNMENT = 8;

    /** Weights have two, and a tensor of a perceptron never has more. */
    private static final int MOST_DIMENSIONS = 2;

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

    /** Reads a header. */
    static SafetensorsHeader parse(String text) throws MalformedException {
        if (!text.startsWith("{")) {
            throw new MalformedException("header does not begin with { (expected: JSON)");
        }
        JsonReader json = new JsonReader(text);
        Map<String, String> metadata = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.beginObject();
        for (String name = json.key(true); name != null; name = json.key(false)) {
            if (!names.add(name)) {
                throw twice(name);
            }
            if (name.equals(METADATA)) {
                parseMetadata(json, metadata);
            } else {
                tensors.add(parseTensor(json, name));
            }
        }
        json.end();
        return new SafetensorsHeader(metadata, tensors);
    }

    private static void parseMetadata(JsonReader json, Map<String, String> metadata) throws MalformedException {
        json.beginObject();
        for (String name = json.key(true); name != null; name = json.key(false)) {
            if (metadata.put(name, json.string()) != null) {
                throw twice(name);
            }
        }
    }

    private static Tensor parseTensor(JsonReader json, String name) throws MalformedException {
        String elementType = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        json.beginObject();
        for (String key = json.key(true); key != null; key = json.key(false)) {
            boolean repeated;
            switch (key) {
                case "dtype" -> {
                    repeated = elementType != null;
                    elementType = json.string();
                }
                case "shape" -> {
                    repeated = shape != null;
                    shape = parseNumbers(json, name);
                }
                case "data_offsets" -> {
                    repeated = offsets != null;
                    offsets = parseNumbers(json, name);
                }
                default ->
                    throw new MalformedException("tensor " + Quoted.of(name) + " has the key " + Quoted.of(key)
                            + " (expected: dtype, shape and data_offsets)");
            }
            if (repeated) {
                throw twice(key);
            }
        }
        if (elementType == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new MalformedException("tensor " + Quoted.of(name)
                    + " is not described in full (expected: dtype, shape and two data_offsets)");
        }
        return new Tensor(name, elementType, shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> parseNumbers(JsonReader json, String name) throws MalformedException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        for (boolean first = true; json.value(first); first = false) {
            if (numbers.size() == MOST_DIMENSIONS) {
                throw new MalformedException("tensor " + Quoted.of(name) + " has a list of more than " + MOST_DIMENSIONS
                        + " numbers (expected: one or two dimensions, two data_offsets)");
            }
            numbers.add(json.number());
        }
        return numbers;
    }

    private static MalformedException twice(String key) {
        return new MalformedException("header has the key " + Quoted.of(key) + " twice (expected: once)");
    }
}
