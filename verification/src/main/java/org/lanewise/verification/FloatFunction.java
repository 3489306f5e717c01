package org.lanewise.verification;

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
}
