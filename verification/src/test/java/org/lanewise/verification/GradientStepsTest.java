package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions that bend over another length than the step was made for: right gradients pass, wrong ones do not. */
class GradientStepsTest {
    /** A function of one number, its derivative, and where to check it. */
    record Bend(String name, DoubleUnaryOperator function, DoubleUnaryOperator derivative, double at) {
        @Override
        public String toString() {
            return name + " at " + at;
        }
    }

    static List<Bend> bends() {
        return List.of(
                new Bend("log", Math::log, x -> 1 / x, 0.05f),
                new Bend("log", Math::log, x -> 1 / x, 0.003f),
                new Bend("log", Math::log, x -> 1 / x, 1e-6f),
                new Bend("sqrt", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-4f),
                new Bend("sqrt", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-9f),
                new Bend("tanh(100x)", x -> Math.tanh(100 * x), x -> 100 / square(Math.cosh(100 * x)), 0.01f),
                new Bend("exp(-1000x)", x -> Math.exp(-1000 * x), x -> -1000 * Math.exp(-1000 * x), 0.001f),
                new Bend("sin", Math::sin, Math::cos, 1e4f),
                new Bend("sin", Math::sin, Math::cos, -3e3f),
                new Bend("1/x", x -> 1 / x, x -> -1 / square(x), 1e-3f));
    }

    @ParameterizedTest
    @MethodSource("bends")
    void inDouble(Bend bend) {
        ScalarFunction function = x -> bend.function.applyAsDouble(x[0]);
        double[] at = {bend.at};
        double right = bend.derivative.applyAsDouble(bend.at);
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.KINKED)) {
            for (GradientCheck way : List.of(check, check.withDirections(2, 5))) {
                way.check(function, at, new double[] {right}).assertPassed();
                assertWrong(way.check(function, at, new double[] {right * 1.001}));
                assertWrong(way.check(function, at, new double[] {right * 0.999}));
                assertWrong(way.check(function, at, new double[] {-right}));
                assertWrong(way.check(function, at, new double[] {0}));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bends")
    void inFloat(Bend bend) {
        FloatFunction function = x -> (float) bend.function.applyAsDouble(x[0]);
        float[] at = {(float) bend.at};
        float right = (float) bend.derivative.applyAsDouble(bend.at);
        for (GradientCheck check : List.of(GradientCheck.SINGLE, GradientCheck.SINGLE.withDirections(2, 5))) {
            check.check(function, at, new float[] {right}).assertPassed();
            assertWrong(check.check(function, at, new float[] {right * 1.02f}));
            assertWrong(check.check(function, at, new float[] {right * 0.98f}));
            assertWrong(check.check(function, at, new float[] {-right}));
            assertWrong(check.check(function, at, new float[] {0}));
        }
    }

    /** There the difference is nothing but truncation. */
    @Test
    void derivativesOfZero() {
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.KINKED)) {
            for (int power : new int[] {2, 3, 5, 7}) {
                ScalarFunction function = x -> Math.pow(x[0], power) + 2;
                check.check(function, new double[] {0}, new double[] {0}).assertPassed();
                assertWrong(check.check(function, new double[] {0}, new double[] {1e-4}));
            }
            ScalarFunction hill = x -> 1 / (1 + square(x[0] - 0.3)) + Math.pow(x[0] - 0.3, 3);
            check.check(hill, new double[] {0.3}, new double[] {0}).assertPassed();
            assertWrong(check.check(hill, new double[] {0.3}, new double[] {1e-4}));
        }
        FloatFunction cube = x -> x[0] * x[0] * x[0];
        GradientCheck.SINGLE.check(cube, new float[] {0}, new float[] {0}).assertPassed();
        assertWrong(GradientCheck.SINGLE.check(cube, new float[] {0}, new float[] {0.01f}));
    }

    /** By the first step rounding would hide the derivative, by one 64 times as long it does not. */
    @Test
    void aLongerStepSeesPastRounding() {
        FloatFunction far = x -> 1e5f + x[0];
        float[] at = {0.5f};
        GradientReport report = GradientCheck.SINGLE.check(far, at, new float[] {0});
        assertWrong(report);
        assertEquals(1, report.worst().numeric(), 0.01);
        report = GradientCheck.SINGLE.check(far, at, new float[] {1});
        report.assertPassed();
        assertEquals(0, report.blind());
    }

    /** There a rounding is off by half the least number, however small the result is. */
    @Test
    void subnormalValues() {
        FloatFunction tiny = x -> x[0] * 1e-43f;
        for (float at : new float[] {0.3f, 1, 1.7f}) {
            GradientCheck.SINGLE
                    .check(tiny, new float[] {at}, new float[] {1e-43f})
                    .assertPassed();
            assertWrong(GradientCheck.SINGLE.check(tiny, new float[] {at}, new float[] {2e-43f}));
        }
        ScalarFunction tinier = x -> x[0] * 0x1p-1060;
        GradientCheck.SMOOTH
                .check(tinier, new double[] {0.3}, new double[] {0x1p-1060})
                .assertPassed();
        assertWrong(GradientCheck.SMOOTH.check(tinier, new double[] {0.3}, new double[] {0x1p-1059}));
    }

    @Test
    void hugeValues() {
        ScalarFunction huge = x -> 1e308 * x[0];
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.KINKED)) {
            for (double at : new double[] {1, -1.5, 0}) {
                check.check(huge, new double[] {at}, new double[] {1e308}).assertPassed();
                assertWrong(check.check(huge, new double[] {at}, new double[] {1.01e308}));
            }
        }
        FloatFunction hugeInFloat = x -> 3e38f * x[0];
        GradientCheck.SINGLE
                .check(hugeInFloat, new float[] {1}, new float[] {3e38f})
                .assertPassed();
    }

    private static void assertWrong(GradientReport report) {
        assertFalse(report.passed(), report::toString);
        assertTrue(report.toString().startsWith("the gradient is wrong"), report::toString);
    }

    private static double square(double x) {
        return x * x;
    }
}
