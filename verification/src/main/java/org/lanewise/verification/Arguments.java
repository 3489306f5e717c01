package org.lanewise.verification;

/** What the gradient checker asks of its arguments. */
final class Arguments {
    private Arguments() {}

    static void notNull(String name, Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException(name + ": null (expected: a value)");
        }
    }

    static void sameLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + ": " + length + " numbers (expected: as many as there are coordinates = " + expected + ")");
        }
    }

    /** A point to check at: one coordinate at least, all of them finite. */
    static void point(double[] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x: 0 numbers (expected: at least 1)");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException("x[" + i + "]: " + x[i] + " (expected: a finite number)");
            }
        }
    }

    static void notNegative(String name, double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!(numbers[i] >= 0)) {
                throw new IllegalArgumentException(name + "[" + i + "]: " + numbers[i] + " (expected: >= 0)");
            }
        }
    }

    static void finite(String name, double number, boolean inRange, String expected) {
        if (!inRange || !Double.isFinite(number)) {
            throw new IllegalArgumentException(name + ": " + number + " (expected: finite and " + expected + ")");
        }
    }

    static void share(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + ": " + share + " (expected: in [0, 1])");
        }
    }
}
