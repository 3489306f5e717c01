package org.lanewise.verification;

/**
 * A number and how far a computation in float may be from it: a running error analysis (Higham: Accuracy and Stability
 * of Numerical Algorithms, section 3.3). Each operation passes the errors of its operands on and adds its own rounding.
 */
record Rounded(double value, double error) {
    private static final double U = 0x1p-24;
    private static final double UNDERFLOW = 0x1p-149;

    /** A float, exact. */
    static Rounded exact(float x) {
        return new Rounded(x, 0);
    }

    /** A number computed in double, off by some of its last bits, and rounded to float. */
    static Rounded once(double x) {
        return rounding(x, Math.abs(x) * 0x1p-48);
    }

    Rounded plus(Rounded other) {
        return rounding(value + other.value, error + other.error);
    }

    Rounded times(Rounded other) {
        return rounding(value * other.value, productError(other));
    }

    /** this · factor + addend, rounded once. */
    Rounded fma(Rounded factor, Rounded addend) {
        return rounding(value * factor.value + addend.value, productError(factor) + addend.error);
    }

    Rounded over(Rounded divisor) {
        double quotient = value / divisor.value;
        double smallest = Math.abs(divisor.value) - divisor.error;
        return rounding(
                quotient,
                smallest > 0 ? (error + Math.abs(quotient) * divisor.error) / smallest : Double.POSITIVE_INFINITY);
    }

    Rounded root() {
        double low = Math.sqrt(Math.max(0, value - error));
        double high = Math.sqrt(value + error);
        double root = Math.sqrt(value);
        return rounding(root, Math.max(high - root, root - low));
    }

    /** The number, or 0 where it is subnormal. */
    Rounded normal() {
        boolean isNormal = Math.abs(value) - error >= Float.MIN_NORMAL;
        return isNormal ? this : new Rounded(value, error + Float.MIN_NORMAL);
    }

    Rounded negated() {
        return new Rounded(-value, error);
    }

    /** Whether a float may be what the computation gave. */
    void assertHolds(String what, float actual) {
        if (!(Math.abs(actual - value) <= error)) {
            throw new AssertionError(what + ": " + actual + ", exactly " + value + ", bound " + error);
        }
    }

    private double productError(Rounded other) {
        return error * Math.abs(other.value) + Math.abs(value) * other.error + error * other.error;
    }

    private static Rounded rounding(double value, double error) {
        // The analysis itself is in double: a thousandth more than its terms covers that.
        return new Rounded(value, 1.001 * (error + U * (Math.abs(value) + error) + UNDERFLOW));
    }
}
