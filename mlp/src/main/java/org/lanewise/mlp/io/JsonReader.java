package org.lanewise.mlp.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Walks through a JSON text (RFC 8259) in UTF-8, strictly: the caller says what comes next, and anything else is an error.
 * Knows objects, arrays, strings and whole numbers ≥ 0, which is all that a safetensors header holds. It keeps and
 * allocates nothing and never calls itself, so neither size nor depth of a text can harm: a string is told by where it
 * begins, is compared in place, and becomes an object only on demand.
 */
final class JsonReader {
    private static final int DECODED_AT_ONCE = 1024;

    private final byte[] bytes;
    private int position;

    /** A reader at the beginning of a text, which must not change. */
    JsonReader(byte[] text) throws MalformedException {
        this.bytes = text;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer undecoded = ByteBuffer.wrap(text);
        CharBuffer chars = CharBuffer.allocate(DECODED_AT_ONCE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(undecoded, chars.clear(), true);
        }
        if (result.isError()) {
            throw new MalformedException("header is not text in UTF-8 (expected: JSON)");
        }
    }

    /** Where the reader stands, to come back to. */
    int position() {
        return position;
    }

    /** Goes to where the reader stood before. */
    void moveTo(int earlier) {
        position = earlier;
    }

    /** Enters an object. */
    void beginObject() throws MalformedException {
        expect('{');
    }

    /**
     * Where the next key of an object begins, with the reader left before its value; −1 if the object ends.
     *
     * @param first whether no key was read yet
     */
    int key(boolean first) throws MalformedException {
        if (!next(first, '}')) {
            return -1;
        }
        int key = string();
        expect(':');
        return key;
    }

    /** Enters an array. */
    void beginArray() throws MalformedException {
        expect('[');
    }

    /**
     * Whether an array has another value, with the reader left before it.
     *
     * @param first whether no value was read yet
     */
    boolean value(boolean first) throws MalformedException {
        return next(first, ']');
    }

    /** Where a string begins, behind its quote, with the reader left after its end. */
    int string() throws MalformedException {
        expect('"');
        int start = position;
        boolean halfPair = false;
        while (true) {
            int at = position;
            byte c = take("the end of a string");
            if (c >= 0 && c < ' ') {
                throw unexpected(at, "a control character written as an escape");
            }
            int unit = c;
            if (c == '\\') {
                checkEscape();
                unit = charAt(at);
            }
            // Escapes of the halves of a pair stand side by side; in UTF-8 there are no halves.
            boolean low = unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
            if (low != halfPair) {
                throw new MalformedException("byte " + at + ": half of a surrogate pair (expected: both)");
            }
            halfPair = unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
            if (c == '"') {
                return start;
            }
        }
    }

    /** Whether the string that begins here, or what is left of it from here, is an ASCII text. */
    boolean is(int at, String expected) {
        int end = after(at, expected);
        return end >= 0 && bytes[end] == '"';
    }

    /** Where the string that begins here goes on behind an ASCII prefix, or −1 if it begins otherwise. */
    int after(int at, String prefix) {
        int i = at;
        for (int j = 0; j < prefix.length(); j++) {
            if (bytes[i] == '"' || charAt(i) != prefix.charAt(j)) {
                return -1;
            }
            i = next(i);
        }
        return i;
    }

    /** The number that the string begins with here, or −1 if it begins with none, or one of ten digits or more. */
    int index(int at) {
        int number = -1;
        int digits = 0;
        for (int i = at; charAt(i) >= '0' && charAt(i) <= '9'; i = next(i)) {
            if (++digits == 10) {
                return -1;
            }
            number = 10 * Math.max(number, 0) + charAt(i) - '0';
        }
        return number;
    }

    /** The string that begins here, or its first characters if it is longer than most bytes. */
    String text(int at, int most) {
        StringBuilder string = new StringBuilder();
        int i = at;
        while (bytes[i] != '"' && i - at < most) {
            int raw = i;
            while (bytes[i] != '"' && bytes[i] != '\\' && i - at < most) {
                i++;
            }
            // Not through a character.
            while (i > raw && (bytes[i] & 0xc0) == 0x80) {
                i++;
            }
            string.append(new String(bytes, raw, i - raw, StandardCharsets.UTF_8));
            if (bytes[i] == '\\') {
                string.append((char) charAt(i));
                i = next(i);
            }
        }
        return string.toString();
    }

    /** How many bytes the string that begins here has, escapes as they are written. */
    int length(int at) {
        int i = at;
        while (bytes[i] != '"') {
            i = next(i);
        }
        return i - at;
    }

    /** A whole number, from 0 to the largest long. */
    long number() throws MalformedException {
        skipSpace();
        int start = position;
        long number = 0;
        while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
            int digit = bytes[position] - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                throw unexpected(start, "a number up to " + Long.MAX_VALUE);
            }
            number = 10 * number + digit;
            position++;
        }
        boolean leadingZero = position > start + 1 && bytes[start] == '0';
        if (position == start || leadingZero) {
            throw unexpected(start, "a whole number");
        }
        return number;
    }

    /** Requires that nothing but white space follows. */
    void end() throws MalformedException {
        skipSpace();
        if (position < bytes.length) {
            throw unexpected(position, "the end");
        }
    }

    private boolean next(boolean first, char end) throws MalformedException {
        skipSpace();
        if (position < bytes.length && bytes[position] == end) {
            position++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /** The character that is written at i in a string: of a character beyond ASCII, one of its bytes, which is negative. */
    private int charAt(int i) {
        if (bytes[i] != '\\') {
            return bytes[i];
        }
        return switch (bytes[i + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(i + 2);
            default -> bytes[i + 1];
        };
    }

    /** Where what follows the character at i is written. */
    private int next(int i) {
        return i + (bytes[i] != '\\' ? 1 : bytes[i + 1] != 'u' ? 2 : 6);
    }

    private int hexadecimal(int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            code = code << 4 | Character.digit(bytes[i], 16);
        }
        return code;
    }

    private void checkEscape() throws MalformedException {
        byte c = take("an escape");
        if ("\"\\/bfnrtu".indexOf(c) < 0) {
            throw unexpected(position - 1, "one of \"\\/bfnrtu after a backslash");
        }
        for (int i = 0; c == 'u' && i < 4; i++) {
            if (Character.digit(take("a hexadecimal digit"), 16) < 0) {
                throw unexpected(position - 1, "a hexadecimal digit");
            }
        }
    }

    private void expect(char c) throws MalformedException {
        skipSpace();
        if (position >= bytes.length || bytes[position] != c) {
            throw unexpected(position, String.valueOf(c));
        }
        position++;
    }

    private byte take(String expected) throws MalformedException {
        if (position >= bytes.length) {
            throw unexpected(position, expected);
        }
        return bytes[position++];
    }

    private void skipSpace() {
        while (position < bytes.length && " \t\n\r".indexOf(bytes[position]) >= 0) {
            position++;
        }
    }

    private MalformedException unexpected(int at, String expected) {
        String found = "the end";
        if (at < bytes.length) {
            int end = at + 1;
            while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
                end++;
            }
            found = Quoted.of(new String(bytes, at, end - at, StandardCharsets.UTF_8));
        }
        return new MalformedException("byte " + at + ": " + found + " (expected: " + expected + ")");
    }
}
