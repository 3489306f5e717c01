package org.lanewise.verification;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A function held to what {@link ScalarFunction} asks of it: to leave its argument alone and to give the same each time.
 * Differences of one that does not would say nothing of a gradient.
 */
final class HonestFunction {
    private final ScalarFunction function;
    // What the function is given: the points themselves stay out of its reach.
    private final double[] given;

    HonestFunction(ScalarFunction function, int coordinates) {
        this.function = function;
        this.given = new double[coordinates];
    }

    /** The value at a point. */
    double valueAt(double[] point) {
        System.arraycopy(point, 0, given, 0, given.length);
        double value = function.valueAt(given);
        requireUnchanged(point);
        return value;
    }

    /** The sides at a point: a copy, as functions may use one set for all their answers. */
    BitSet sidesAt(double[] point) {
        System.arraycopy(point, 0, given, 0, given.length);
        BitSet sides = function.sidesAt(given);
        requireUnchanged(point);
        if (sides == null) {
            throw new IllegalArgumentException("function.sidesAt: null (expected: a bit per kink)");
        }
        return (BitSet) sides.clone();
    }

    /** Asks for value and sides a second time. */
    void requireSame(double[] point, double value, BitSet sides) {
        double again = valueAt(point);
        if (Double.compare(again, value) != 0) {
            throw new IllegalArgumentException(
                    "function: " + value + ", then " + again + " at the same x (expected: the same value each time)");
        }
        BitSet sidesAgain = sidesAt(point);
        if (!sidesAgain.equals(sides)) {
            throw new IllegalArgumentException("function.sidesAt: " + sides + ", then " + sidesAgain
                    + " at the same x (expected: the same sides each time)");
        }
    }

    private void requireUnchanged(double[] point) {
        int changed = Arrays.mismatch(given, point);
        if (changed >= 0) {
            throw new IllegalArgumentException("function: changes its argument x[" + changed + "] from "
                    + point[changed] + " to " + given[changed] + " (expected: to leave it as it is)");
        }
    }
}
