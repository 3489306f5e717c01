package org.lanewise.jmh.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamTest {
    /** Chunks and a part of one, and vectors of every width. */
    private static final int LENGTH = 2 * 4096 + 32;

    @Test
    void eachPassDoesWhatItSays() {
        float[] a = ascending(1);
        float[] b = ascending(0.25f);
        float[] c = new float[LENGTH];
        float[] d = ascending(7);
        Stream.TRIAD.pass(a, b, c, d);
        assertArrayEquals(ascending(1.125f), c);
        Stream.SUBTRACT.pass(a, b, c, d);
        assertArrayEquals(ascending(0.75f), b);
        Stream.UPDATE.pass(a, b, c, d);
        assertArrayEquals(ascending(1), a);
        assertArrayEquals(ascending(0.75f), b);
        assertArrayEquals(ascending(7), d);
        Stream.NEGATE.pass(a, b, c, d);
        assertArrayEquals(ascending(-1), a);
        Stream.COPY.pass(a, b, c, d);
        assertArrayEquals(a, b);
    }

    private static float[] ascending(float factor) {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = factor * i;
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void theJdkAndLanewiseComputeTheFunction(ElementaryFunction function) {
        int length = 64;
        float[] data = new float[3 * length];
        for (int i = 0; i < length; i++) {
            data[i] = (i - 32) / 4f;
        }
        function.lanewise(length, data, 0, length);
        function.jdk(length, data, 0, 2 * length);
        for (int i = 0; i < length; i++) {
            double exact = function.exact(data[i]);
            assertEquals(exact, data[length + i], 1e-6 * Math.abs(exact));
            assertEquals(exact, data[2 * length + i], 1e-6 * Math.abs(exact));
        }
    }
}
