package org.lanewise.verification;

import java.util.BitSet;

/** A function of many floats with one result, computed in float: what {@link GradientCheck} checks. */
@FunctionalInterface
public interface FloatFunction {
    /**
     * The function's value.
     *
     * @param x the arguments; not to be changed or kept
     * @return the value
     */
    double valueAt(float[] x);

    /**
     * On which side of each of the function's kinks a point lies, as {@link ScalarFunction#sidesAt} tells. A function
     * without kinks keeps this default.
     *
     * @param x the arguments; not to be changed or kept
     * @return a bit per kink
     */
    default BitSet sidesAt(float[] x) {
        return new BitSet(0);
    }
}
