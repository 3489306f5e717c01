package org.lanewise.kernels.internal.elementary;

/** tanh of a float: {@link StrictMath}'s in double, rounded. */
public final class FloatTanh {
    /** Bound of the error, in units in the last place. */
    public static final double MAX_ULP = 1;

    private FloatTanh() {}

    /** tanh x. */
    public static float tanh(float x) {
        return (float) StrictMath.tanh(x);
    }
}
