package org.lanewise.kernels.internal.elementary;

/** exp of a float: {@link StrictMath}'s in double, rounded. */
public final class FloatExp {
    /** Bound of the error, in units in the last place. */
    public static final double MAX_ULP = 1;

    private FloatExp() {}

    /** exp x. */
    public static float exp(float x) {
        return (float) StrictMath.exp(x);
    }
}
