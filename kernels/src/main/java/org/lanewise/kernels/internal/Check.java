package org.lanewise.kernels.internal;

/**
 * Argument checks of the public API. A message names the argument, its value and what was expected:
 * {@code ldb: 3 (expected: >= n = 4)}.
 */
public final class Check {
    /** The longest span: a loop whose step is added to an index below it must not overflow. */
    private static final long LONGEST = Integer.MAX_VALUE - 4095;

    private Check() {}

    /** Requires {@code value >= 0}. */
    public static void size(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
        }
    }

    /** Requires {@code value >= 1}. */
    public static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }

    /** Requires {@code leading >= columns}, and at least 1. */
    public static void leading(String name, int leading, String columnsName, int columns) {
        if (leading < columns || leading < 1) {
            throw new IllegalArgumentException(name + ": " + leading + " (expected: >= " + columnsName + " = " + columns
                    + (columns < 1 ? ", and >= 1)" : ")"));
        }
    }

    /** Requires that {@code length} elements from {@code offset} lie in the array. */
    public static void vector(String name, float[] array, int offset, int length) {
        present(name, array);
        span(name, array.length, offset, length);
    }

    /** Requires that {@code length} elements from {@code offset} lie in the array. */
    public static void vector(String name, int[] array, int offset, int length) {
        present(name, array);
        span(name, array.length, offset, length);
    }

    /** Requires that classes lie in the array, each in [0, classes). */
    public static void labels(String name, int[] array, int offset, int length, int classes) {
        vector(name, array, offset, length);
        for (int i = offset; i < offset + length; i++) {
            if (array[i] < 0 || array[i] >= classes) {
                throw new IllegalArgumentException(
                        name + "[" + i + "]: " + array[i] + " (expected: 0 <= label < classes = " + classes + ")");
            }
        }
    }

    /** Requires numbers in [0, 1]. */
    public static void probabilities(String name, float[] array, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!(array[i] >= 0 && array[i] <= 1)) {
                throw new IllegalArgumentException(
                        name + "[" + i + "]: " + array[i] + " (expected: 0 <= probability <= 1)");
            }
        }
    }

    /** Requires that a row-major matrix lies in the array; the last row may end before its leading dimension does. */
    public static void matrix(String name, float[] array, int offset, int rows, int columns, int leading) {
        present(name, array);
        span(name, array.length, offset, extent(rows, columns, leading));
    }

    /** Requires a finite number. */
    public static void finite(String name, float value) {
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a finite number)");
        }
    }

    /** Requires a number above 0 that is finite. */
    public static void positiveFinite(String name, float value) {
        if (!(value > 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0 and finite)");
        }
    }

    /** Requires {@code 0 <= value < 1}. */
    public static void decay(String name, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 <= " + name + " < 1)");
        }
    }

    /**
     * Requires that an output and an input lie apart or start at the same element. Elementwise kernels read and write
     * whole vectors, so a shifted overlap would read what was written.
     */
    public static void apartOrSame(
            String outputName, float[] output, int outputOffset, String name, float[] input, int offset, int length) {
        if (output == input && outputOffset != offset && Math.abs((long) outputOffset - offset) < length) {
            throw new IllegalArgumentException(outputName + "Offset: " + outputOffset + " (expected: " + outputName
                    + " and " + name + " apart, or the same elements from " + offset + ")");
        }
    }

    /** Requires that an output span and an input span, equally long, do not overlap. */
    public static void apart(
            String outputName, float[] output, int outputOffset, String name, float[] input, int offset, int length) {
        apart(outputName, output, outputOffset, 1, length, length, name, input, offset, 1, length, length);
    }

    /**
     * Requires that an output matrix and an input matrix do not overlap: their spans lie apart, or their rows are as far
     * apart and the columns of one lie between those of the other.
     */
    public static void apart(
            String outputName,
            float[] output,
            int outputOffset,
            int outputRows,
            int outputColumns,
            int outputLeading,
            String name,
            float[] input,
            int offset,
            int rows,
            int columns,
            int leading) {
        if (output != input) {
            return;
        }
        long outputExtent = extent(outputRows, outputColumns, outputLeading);
        long extent = extent(rows, columns, leading);
        long end = offset + extent;
        boolean empty = outputExtent == 0 || extent == 0;
        if (empty || outputOffset >= end || offset >= outputOffset + outputExtent) {
            return;
        }
        // Of a single row the leading dimension says nothing.
        int period = outputRows == 1 ? leading : outputLeading;
        boolean samePeriod = rows == 1 || leading == period;
        int shift = Math.floorMod(offset - outputOffset, period);
        boolean between = samePeriod && outputColumns <= shift && shift + columns <= period;
        if (!between) {
            throw new IllegalArgumentException(outputName + "Offset: " + outputOffset + " (expected: " + outputName
                    + " apart from " + name + ", which spans elements " + offset + " to " + (end - 1)
                    + " of the same array)");
        }
    }

    /** Requires that an output matrix and an input matrix lie apart or are the same elements. */
    public static void apartOrSame(
            String outputName,
            float[] output,
            int outputOffset,
            int outputLeading,
            String name,
            float[] input,
            int offset,
            int leading,
            int rows,
            int columns) {
        if (outputOffset != offset || rows > 1 && outputLeading != leading) {
            apart(
                    outputName,
                    output,
                    outputOffset,
                    rows,
                    columns,
                    outputLeading,
                    name,
                    input,
                    offset,
                    rows,
                    columns,
                    leading);
        }
    }

    /** Requires an argument that is not null, and returns it. */
    public static <T> T present(String name, T argument) {
        if (argument == null) {
            throw new IllegalArgumentException(name + ": null (expected: a value)");
        }
        return argument;
    }

    private static long extent(int rows, int columns, int leading) {
        return rows == 0 || columns == 0 ? 0 : (rows - 1L) * leading + columns;
    }

    /** Requires that {@code length} elements from {@code offset} lie in an array, and are not too many. */
    public static void span(String name, int arrayLength, int offset, long length) {
        if (offset < 0 || offset + length > arrayLength) {
            throw new IndexOutOfBoundsException(name + ": elements " + offset + " to " + (offset + length - 1)
                    + " (expected: within the array's " + arrayLength + ")");
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException(name + ": " + length + " elements (expected: <= " + LONGEST + ")");
        }
    }
}
