package org.lanewise.verification;

/**
 * Numbers computed in float, seen from outside: for each, the exact value (in double) and how far the float may be
 * from it. The two arrays are live.
 *
 * @param values the exact values
 * @param errors bounds of the absolute errors
 */
record Approximation(double[] values, double[] errors) {
    /** Numbers, all exact and 0. */
    Approximation(int length) {
        this(new double[length], new double[length]);
    }

    int length() {
        return values.length;
    }

    /** The largest magnitude that the float may have. */
    double largest(int i) {
        return Math.abs(values[i]) + errors[i];
    }

    void set(int i, double value, double error) {
        values[i] = value;
        errors[i] = error;
    }
}
