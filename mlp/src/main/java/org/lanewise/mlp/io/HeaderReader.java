package org.lanewise.mlp.io;

/**
 * Reads the header of a safetensors file, whose form {@link SafetensorsHeader} gives: the texts of its metadata by their
 * names, and its tensors one after the other, in the order of the header. It walks over the bytes anew for each question
 * and builds no tree, so that a header of any content takes no memory but its own.
 */
final class HeaderReader {
    /** Weights have two, and a tensor of a perceptron never has more. */
    private static final int MOST_DIMENSIONS = 2;

    /** What fits into an error message. */
    private static final int QUOTED = 100;

    private static final int NONE = -1;

    private final JsonReader json;

    /** Where the reader of the metadata's object begins. */
    private int metadata = NONE;

    private boolean first = true;

    // Of the current tensor: where its name and its type begin, and its numbers.
    private int name = NONE;
    private int elementType;
    private final long[] shape = new long[MOST_DIMENSIONS];
    private int dimensions;
    private final long[] offsets = new long[2];

    /**
     * A reader of a header, which has the right form.
     *
     * @param header the header, read now and later
     * @throws MalformedException if it has not the form of a header; what the names stand for is not looked at
     */
    HeaderReader(byte[] header) throws MalformedException {
        json = new JsonReader(header);
        if (header.length == 0 || header[0] != '{') {
            throw new MalformedException("header does not begin with { (expected: JSON)");
        }
        json.beginObject();
        while (nextTensor()) {
            // Its form was checked on the way.
        }
        json.end();
        json.moveTo(0);
        json.beginObject();
        first = true;
    }

    /**
     * The text of the metadata that has a name, or null.
     *
     * @param most how many bytes it may have
     */
    String text(String key, int most) throws MalformedException {
        if (metadata == NONE) {
            return null;
        }
        int back = json.position();
        json.moveTo(metadata);
        json.beginObject();
        int found = NONE;
        for (int at = json.key(true); at != NONE; at = json.key(false)) {
            int value = json.string();
            if (json.is(at, key)) {
                if (found != NONE) {
                    throw twice(key);
                }
                found = value;
            }
        }
        json.moveTo(back);
        if (found != NONE && json.length(found) > most) {
            throw new MalformedException(
                    key + ": a text of " + json.length(found) + " bytes (expected: at most " + most + ")");
        }
        return found == NONE ? null : json.text(found, most);
    }

    /** Goes on to the next tensor; returns whether there is one. */
    boolean nextTensor() throws MalformedException {
        while (true) {
            name = json.key(first);
            first = false;
            if (name == NONE) {
                return false;
            }
            if (!json.is(name, SafetensorsHeader.METADATA)) {
                readTensor();
                return true;
            }
            int at = json.position();
            if (metadata != NONE && metadata != at) {
                throw twice(SafetensorsHeader.METADATA);
            }
            metadata = at;
            skipMetadata();
        }
    }

    private void skipMetadata() throws MalformedException {
        json.beginObject();
        for (int at = json.key(true); at != NONE; at = json.key(false)) {
            json.string();
        }
    }

    private void readTensor() throws MalformedException {
        elementType = NONE;
        dimensions = NONE;
        int ends = NONE;
        json.beginObject();
        for (int key = json.key(true); key != NONE; key = json.key(false)) {
            boolean repeated;
            if (json.is(key, "dtype")) {
                repeated = elementType != NONE;
                elementType = json.string();
            } else if (json.is(key, "shape")) {
                repeated = dimensions != NONE;
                dimensions = readNumbers(shape);
            } else if (json.is(key, "data_offsets")) {
                repeated = ends != NONE;
                ends = readNumbers(offsets);
            } else {
                throw new MalformedException("tensor " + quotedName() + " has the key " + quoted(key)
                        + " (expected: dtype, shape and data_offsets)");
            }
            if (repeated) {
                throw twice(json.text(key, QUOTED));
            }
        }
        if (elementType == NONE || dimensions == NONE || ends != 2) {
            throw new MalformedException("tensor " + quotedName()
                    + " is not described in full (expected: dtype, shape and two data_offsets)");
        }
    }

    /** Returns how many there were. */
    private int readNumbers(long[] numbers) throws MalformedException {
        int count = 0;
        json.beginArray();
        while (json.value(count == 0)) {
            if (count == numbers.length) {
                throw new MalformedException("tensor " + quotedName() + " has a list of more than " + MOST_DIMENSIONS
                        + " numbers (expected: one or two dimensions, two data_offsets)");
            }
            numbers[count++] = json.number();
        }
        return count;
    }

    /** The number of the layer that stands behind a prefix in the current tensor's name, or −1. */
    int layer(String prefix) {
        int at = json.after(name, prefix);
        return at < 0 ? -1 : json.index(at);
    }

    /** Whether the current tensor's name is these two. */
    boolean isNamed(String prefix, String rest) {
        int at = json.after(name, prefix);
        return at >= 0 && json.is(at, rest);
    }

    /** The current tensor's name for a message. */
    String quotedName() {
        return quoted(name);
    }

    /** Whether the current tensor's elements have a type. */
    boolean hasElementType(String type) {
        return json.is(elementType, type);
    }

    /** The type of the current tensor's elements for a message. */
    String quotedElementType() {
        return quoted(elementType);
    }

    /** How many extents the current tensor has, at most two. */
    int dimensions() {
        return dimensions;
    }

    /** An extent of the current tensor. */
    long extent(int dimension) {
        return shape[dimension];
    }

    /** Where the current tensor's data begins in the data section. */
    long begin() {
        return offsets[0];
    }

    /** Where the current tensor's data ends. */
    long end() {
        return offsets[1];
    }

    private String quoted(int at) {
        return Quoted.of(json.text(at, QUOTED));
    }

    /** That a key is there twice. */
    static MalformedException twice(String key) {
        return new MalformedException("header has the key " + Quoted.of(key) + " twice (expected: once)");
    }
}
