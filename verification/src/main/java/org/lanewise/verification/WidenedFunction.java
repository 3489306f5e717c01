package org.lanewise.verification;

import java.util.BitSet;

/** A function in float as one of doubles, all of which are floats. */
final class WidenedFunction implements ScalarFunction {
    private final FloatFunction function;
    private final float[] given;

    WidenedFunction(FloatFunction function, int coordinates) {
        this.function = function;
        this.given = new float[coordinates];
    }

    @Override
    public double valueAt(double[] x) {
        narrow(x);
        double value = function.valueAt(given);
        widen(x);
        return value;
    }

    @Override
    public BitSet sidesAt(double[] x) {
        narrow(x);
        BitSet sides = function.sidesAt(given);
        widen(x);
        return sides;
    }

    private void narrow(double[] x) {
        for (int i = 0; i < given.length; i++) {
            given[i] = (float) x[i];
        }
    }

    // What the function has changed is then seen to be.
    private void widen(double[] x) {
        for (int i = 0; i < given.length; i++) {
            x[i] = given[i];
        }
    }
}
