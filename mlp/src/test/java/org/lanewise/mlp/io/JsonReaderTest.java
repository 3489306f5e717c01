package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void walksThroughObjectsAndArrays() throws MalformedException {
        JsonReader json = new JsonReader(" {\"a\" : [1,\t2 ] ,\n\"\" : \"x\", \"c\":{}, \"d\":[]}\r\n");
        json.beginObject();
        assertEquals("a", json.key(true));
        json.beginArray();
        assertTrue(json.value(true));
        assertEquals(1, json.number());
        assertTrue(json.value(false));
        assertEquals(2, json.number());
        assertFalse(json.value(false));
        assertEquals("", json.key(false));
        assertEquals("x", json.string());
        assertEquals("c", json.key(false));
        json.beginObject();
        assertNull(json.key(true));
        assertEquals("d", json.key(false));
        json.beginArray();
        assertFalse(json.value(true));
        assertNull(json.key(false));
        json.end();
    }

    /** The escapes of RFC 8259, section 7, with its example of a pair of surrogates. */
    @Test
    void escapes() throws MalformedException {
        assertEquals(
                "\"\\/\b\f\n\r\té\uD834\uDD1Eλ",
                new JsonReader("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD834\\uDD1e\u03bb\"").string());
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
        assertThrows(MalformedException.class, () -> new JsonReader(text).string());
    }

    @Property
    void numbers(@ForAll @LongRange(min = 0) long number) throws MalformedException {
        JsonReader json = new JsonReader(Long.toString(number));
        assertEquals(number, json.number());
        json.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "01", "00", "1.0", "1e3", "9223372036854775808", "99999999999999999999", "+1", "x"})
    void notAWholeNumber(String text) {
        JsonReader json = new JsonReader(text);
        assertThrows(MalformedException.class, () -> {
            json.number();
            json.end();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1", "[1 2]", "[,1]", "[1,]", "[1,,2]", "[1}", "[]]", "[1]x"})
    void notAnArrayOfNumbers(String text) {
        JsonReader json = new JsonReader(text);
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
    void notAnObjectOfNumbers(String text) {
        JsonReader json = new JsonReader(text);
        assertThrows(MalformedException.class, () -> {
            json.beginObject();
            for (String key = json.key(true); key != null; key = json.key(false)) {
                json.number();
            }
            json.end();
        });
    }

    @Test
    void saysWhereAndWhat() {
        MalformedException e = assertThrows(MalformedException.class, () -> new JsonReader(" \u0007").beginObject());
        assertEquals("character 1: \"\\u0007\" (expected: {)", e.getMessage());
    }
}
