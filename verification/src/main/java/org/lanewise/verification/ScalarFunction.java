package org.lanewise.verification;

import java.util.BitSet;

/** A function of many numbers with one result, computed in double: what {@link GradientCheck} checks. */
@FunctionalInterface
public interface ScalarFunction {
    /**
     * The function's value.
     *
     * @param x the arguments; not to be changed or kept
     * @return the value
     */
    double valueAt(double[] x);

    /**
     * On which side of each of the function's kinks a point lies: for a network with ReLU, which preactivations are
     * positive. Where two points differ in it, the function is not smooth between them, and a finite difference over
     * them says nothing about its derivative. A function without kinks keeps this default.
     *
     * @param x the arguments; not to be changed or kept
     * @return a bit per kink
     */
    default BitSet sidesAt(double[] x) {
        return new BitSet(0);
    }
}
