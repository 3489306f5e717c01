package org.lanewise.mlp;

import java.util.Objects;

/** Checks of arguments that several optimizers share, with messages as {@code rate: -1.0 (expected: > 0 and finite)}. */
final class Ranges {
    private Ranges() {}

    /** Requires {@code value > 0} and finite. */
    static void positive(String name, float value) {
        if (!(value > 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0 and finite)");
        }
    }

    /** Requires {@code 0 <= value < 1}. */
    static void decay(String name, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 <= " + name + " < 1)");
        }
    }

    /** Requires {@code parameterCount >= 0}. */
    static void parameterCount(int parameterCount) {
        if (parameterCount < 0) {
            throw new IllegalArgumentException("parameterCount: " + parameterCount + " (expected: >= 0)");
        }
    }

    /** Requires two different arrays of the given length. */
    static void stepArrays(int parameterCount, float[] gradients, float[] parameters) {
        Objects.requireNonNull(gradients, "gradients");
        Objects.requireNonNull(parameters, "parameters");
        length("gradients", gradients, parameterCount);
        length("parameters", parameters, parameterCount);
        if (gradients == parameters) {
            throw new IllegalArgumentException("gradients: the parameters' array (expected: another one)");
        }
    }

    /** Requires that {@code length} elements from {@code offset} lie in an array. */
    static void span(String name, int arrayLength, int offset, long length) {
        if (offset < 0 || offset + length > arrayLength) {
            throw new IndexOutOfBoundsException(name + ": elements " + offset + " to " + (offset + length - 1)
                    + " (expected: within the array's " + arrayLength + ")");
        }
    }

    private static void length(String name, float[] array, int parameterCount) {
        if (array.length != parameterCount) {
            throw new IllegalArgumentException(
                    name + ".length: " + array.length + " (expected: parameterCount = " + parameterCount + ")");
        }
    }
}
