package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Functions that are none: what the gradient checker says of them. */
class GradientCheckHonestyTest {
    @Test
    void anArgumentThatIsChanged() {
        ScalarFunction function = x -> x[0] + (x[1] *= 2);
        assertRefused(
                "function: changes its argument x[1] from 3.0 to 6.0 (expected: to leave it as it is)", function, 1, 3);
        FloatFunction inFloat = y -> y[0] + (y[1] *= 2);
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.SINGLE.check(inFloat, new float[] {1, 3}, new float[] {1, 2}));
        assertEquals(
                "function: changes its argument x[1] from 3.0 to 6.0 (expected: to leave it as it is)",
                error.getMessage());
        FloatFunction inFloatToFindTheSides = new FloatFunction() {
            @Override
            public double valueAt(float[] y) {
                return y[0];
            }

            @Override
            public BitSet sidesAt(float[] y) {
                y[0]++;
                return new BitSet();
            }
        };
        assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.SINGLE.check(inFloatToFindTheSides, new float[] {1}, new float[] {1}));
    }

    @Test
    void anArgumentThatIsChangedToFindTheSides() {
        ScalarFunction function = new ScalarFunction() {
            @Override
            public double valueAt(double[] x) {
                return x[0];
            }

            @Override
            public BitSet sidesAt(double[] x) {
                x[0] = Math.abs(x[0]);
                return new BitSet();
            }
        };
        assertRefused(
                "function: changes its argument x[0] from -2.0 to 2.0 (expected: to leave it as it is)", function, -2);
    }

    @Test
    void valuesThatDiffer() {
        int[] calls = {0};
        assertRefused("function: 1.0, then 2.0 at the same x (expected: the same value each time)", x -> ++calls[0], 5);
    }

    @Test
    void sidesThatDiffer() {
        ScalarFunction function = new ScalarFunction() {
            private int calls;

            @Override
            public double valueAt(double[] x) {
                return x[0];
            }

            @Override
            public BitSet sidesAt(double[] x) {
                BitSet sides = new BitSet();
                sides.set(calls++);
                return sides;
            }
        };
        assertRefused(
                "function.sidesAt: {0}, then {1} at the same x (expected: the same sides each time)", function, 5);
    }

    @Test
    void sidesThatAreNull() {
        ScalarFunction function = new ScalarFunction() {
            @Override
            public double valueAt(double[] x) {
                return x[0];
            }

            @Override
            public BitSet sidesAt(double[] x) {
                return null;
            }
        };
        assertRefused("function.sidesAt: null (expected: a bit per kink)", function, 5);
    }

    /** The kink at 1e-9 is seen, though the set that says so is the one that said otherwise before. */
    @Test
    void oneSetForAllSides() {
        BitSet sides = new BitSet();
        ScalarFunction function = new ScalarFunction() {
            @Override
            public double valueAt(double[] x) {
                return Math.abs(x[0]);
            }

            @Override
            public BitSet sidesAt(double[] x) {
                sides.set(0, x[0] > 0);
                return sides;
            }
        };
        GradientReport report =
                GradientCheck.KINKED.withMaxSkippedShare(1).check(function, new double[] {1e-9}, new double[] {1});
        assertEquals(1, report.skipped());
    }

    private static void assertRefused(String message, ScalarFunction function, double... x) {
        double[] before = x.clone();
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> GradientCheck.KINKED.check(function, x, new double[x.length]));
        assertEquals(message, error.getMessage());
        assertArrayEquals(before, x);
    }
}
