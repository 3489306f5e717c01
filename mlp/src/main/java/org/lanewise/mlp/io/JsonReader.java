package org.lanewise.mlp.io;

/**
 * Walks through a JSON text (RFC 8259), strictly: the caller says what comes next, and anything else is an error. Knows
 * objects, arrays, strings and whole numbers ≥ 0, which is all that a safetensors header holds. It keeps nothing of what
 * it read and never calls itself, so neither size nor depth of a text can harm.
 */
final class JsonReader {
    private final String text;
    private int position;

    JsonReader(String text) {
        this.text = text;
    }

    /** Enters an object. */
    void beginObject() throws MalformedException {
        expect('{');
    }

    /**
     * The next key of an object, with the reader left before its value; null if the object ends.
     *
     * @param first whether no key was read yet
     */
    String key(boolean first) throws MalformedException {
        if (!next(first, '}')) {
            return null;
        }
        String key = string();
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

    /** A string. */
    String string() throws MalformedException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = take("the end of a string");
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                throw unexpected(position - 1, "a control character written as an escape");
            }
            string.append(c == '\\' ? escape() : c);
        }
        for (int i = 0; i < string.length(); i++) {
            // A code point in the surrogates' range is one that has lost its other half.
            int codePoint = string.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new MalformedException("character " + position + ": half of a surrogate pair (expected: both)");
            }
            i += Character.charCount(codePoint) - 1;
        }
        return string.toString();
    }

    /** A whole number, from 0 to the largest long. */
    long number() throws MalformedException {
        skipSpace();
        int start = position;
        long number = 0;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            int digit = text.charAt(position) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                throw unexpected(start, "a number up to " + Long.MAX_VALUE);
            }
            number = 10 * number + digit;
            position++;
        }
        boolean leadingZero = position > start + 1 && text.charAt(start) == '0';
        if (position == start || leadingZero) {
            throw unexpected(start, "a whole number");
        }
        return number;
    }

    /** Requires that nothing but white space follows. */
    void end() throws MalformedException {
        skipSpace();
        if (position < text.length()) {
            throw unexpected(position, "the end");
        }
    }

    private boolean next(boolean first, char end) throws MalformedException {
        skipSpace();
        if (position < text.length() && text.charAt(position) == end) {
            position++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    private char escape() throws MalformedException {
        char c = take("an escape");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw unexpected(position - 1, "one of \"\\/bfnrtu after a backslash");
        };
    }

    private char hexadecimal() throws MalformedException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = take("a hexadecimal digit");
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw unexpected(position - 1, "a hexadecimal digit");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void expect(char c) throws MalformedException {
        skipSpace();
        if (position >= text.length() || text.charAt(position) != c) {
            throw unexpected(position, String.valueOf(c));
        }
        position++;
    }

    private char take(String expected) throws MalformedException {
        if (position >= text.length()) {
            throw unexpected(position, expected);
        }
        return text.charAt(position++);
    }

    private void skipSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private MalformedException unexpected(int at, String expected) {
        String found = at < text.length() ? Quoted.of(text.substring(at, at + 1)) : "the end";
        return new MalformedException("character " + at + ": " + found + " (expected: " + expected + ")");
    }
}
