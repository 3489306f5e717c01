package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void walksThroughObjectsAndArrays() throws MalformedException {
        JsonReader json = reader(" {\"a\" : [1,\t2 ] ,\n\"\" : \"x\", \"c\":{}, \"d\":[]}\r\n");
        json.beginObject();
        assertTrue(json.is(json.key(true), "a"));
        json.beginArray();
        assertTrue(json.value(true));
        assertEquals(1, json.number());
        assertTrue(json.value(false));
        assertEquals(2, json.number());
        assertFalse(json.value(false));
        assertTrue(json.is(json.key(false), ""));
        assertTrue(json.is(json.string(), "x"));
        assertTrue(json.is(json.key(false), "c"));
        json.beginObject();
        assertEquals(-1, json.key(true));
        assertTrue(json.is(json.key(false), "d"));
        json.beginArray();
        assertFalse(json.value(true));
        assertEquals(-1, json.key(false));
        json.end();
    }

    /** The escapes of RFC 8259, section 7, with its example of a pair of surrogates. */
    @Test
    void escapes() throws MalformedException {
        JsonReader json = reader("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD834\\uDD1e\u03bb\uD834\uDD1E\"");
        assertEquals("\"\\/\b\f\n\r\té\uD834\uDD1Eλ\uD834\uDD1E", json.text(json.string(), 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\"a",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u00g0\"",
                "\"\\u0661\\u066\u0661\"",
                "\"\n\"",
                "\"\\uD834\"",
                "\"\\uDD1E\\uD834\"",
                "'a'",
                "1"
            })
    void notAString(String text) {
        assertThrows(MalformedException.class, () -> reader(text).string());
    }

    @Property
    void numbers(@ForAll @LongRange(min = 0) long number) throws MalformedException {
        JsonReader json = reader(Long.toString(number));
        assertEquals(number, json.number());
        json.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "01", "00", "1.0", "1e3", "9223372036854775808", "99999999999999999999", "+1", "x"})
    void notAWholeNumber(String text) throws MalformedException {
        JsonReader json = reader(text);
        assertThrows(MalformedException.class, () -> {
            json.number();
            json.end();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1", "[1 2]", "[,1]", "[1,]", "[1,,2]", "[1}", "[]]", "[1]x"})
    void notAnArrayOfNumbers(String text) throws MalformedException {
        JsonReader json = reader(text);
        assertThrows(MalformedException.class, () -> {
            json.beginArray();
            for (boolean first = true; json.value(first); first = false) {
                json.number();
            }
            json.end();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{a:1}", "{1:1}"})
    void notAnObjectOfNumbers(String text) throws MalformedException {
        JsonReader json = reader(text);
        assertThrows(MalformedException.class, () -> {
            json.beginObject();
            for (int key = json.key(true); key >= 0; key = json.key(false)) {
                json.number();
            }
            json.end();
        });
    }

    @Test
    void saysWhereAndWhat() {
        MalformedException e =
                assertThrows(MalformedException.class, () -> reader(" \u0007").beginObject());
        assertEquals("byte 1: \"\\u0007\" (expected: {)", e.getMessage());
    }

    /** What is compared in place is what the string says, however it is written. */
    @Property
    void comparedInPlace(
            @ForAll @AlphaChars @NumericChars @Chars({'"', '\\', '/', '.'}) @StringLength(max = 12) String text,
            @ForAll long written)
            throws MalformedException {
        StringBuilder json = new StringBuilder("\"");
        SplittableRandom random = new SplittableRandom(written);
        for (char c : text.toCharArray()) {
            boolean plain = c != '"' && c != '\\' && random.nextBoolean();
            json.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        JsonReader reader = reader(json + "\"");
        int at = reader.string();
        assertEquals(text, reader.text(at, 100));
        assertTrue(reader.is(at, text));
        assertFalse(reader.is(at, text + "x"));
        for (int i = 0; i <= text.length(); i++) {
            int rest = reader.after(at, text.substring(0, i));
            assertTrue(reader.is(rest, text.substring(i)));
            assertEquals(i == text.length(), reader.is(at, text.substring(0, i)));
        }
        assertEquals(-1, reader.after(at, text + "x"));
        reader.end();
    }

    @Test
    void indicesAtTheFront() throws MalformedException {
        String[] texts = {"12.weight", "0", "", "x1", "999999999", "1000000000", "\\u0031\\u00302"};
        int[] expected = {12, 0, -1, -1, 999_999_999, -1, 102};
        for (int i = 0; i < texts.length; i++) {
            JsonReader json = reader("\"" + texts[i] + "\"");
            assertEquals(expected[i], json.index(json.string()), texts[i]);
        }
    }

    /** A text for a message ends with a whole character. */
    @Test
    void textsAreCutBetweenCharacters() throws MalformedException {
        JsonReader json = reader("\"a\u03bbb\\n\uD834\uDD1E\"");
        int at = json.string();
        assertEquals("a", json.text(at, 1));
        assertEquals("a\u03bb", json.text(at, 2));
        assertEquals("a\u03bbb\n", json.text(at, 5));
        assertEquals("a\u03bbb\n\uD834\uDD1E", json.text(at, 7));
        assertEquals(10, json.length(at));
    }

    private static JsonReader reader(String text) throws MalformedException {
        return new JsonReader(text.getBytes(StandardCharsets.UTF_8));
    }
}
