package org.lanewise.verification;

/** Equality with tolerance zero: the same bits, except that any NaN equals any other. */
final class Bits {
    private Bits() {}

    /** Fails at the first index where the two differ. */
    static void assertSame(String what, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (!same(expected[i], actual[i])) {
                throw new AssertionError(what + ": first difference at element " + i + ": expected " + show(expected[i])
                        + ", was " + show(actual[i]));
            }
        }
    }

    /** Fails if the two differ. */
    static void assertSame(String what, double expected, double actual) {
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
            throw new AssertionError(what + ": expected " + expected + " ("
                    + Long.toHexString(Double.doubleToRawLongBits(expected)) + "), was " + actual + " ("
                    + Long.toHexString(Double.doubleToRawLongBits(actual)) + ")");
        }
    }

    /** A float with its bits. */
    static String show(float x) {
        return String.format("%s (%08x)", x, Float.floatToRawIntBits(x));
    }

    // floatToIntBits gives every NaN the same bits.
    private static boolean same(float a, float b) {
        return Float.floatToIntBits(a) == Float.floatToIntBits(b);
    }
}
