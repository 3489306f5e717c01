package org.lanewise.kernels.internal.elementary;

/** The logistic function of a float: {@link StrictMath}'s exp in double, rounded at the end. */
public final class FloatSigmoid {
    /** Bound of the error, in units in the last place. */
    public static final double MAX_ULP = 1;

    private FloatSigmoid() {}

    /** 1 / (1 + e^−x). */
    public static float sigmoid(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }
}
