package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

class GradientCheckTest {
    /** |x|, with its kink at 0 declared. */
    private static final ScalarFunction ABSOLUTE = new ScalarFunction() {
        @Override
        public double valueAt(double[] x) {
            double sum = 0;
            for (double number : x) {
                sum += Math.abs(number);
            }
            return sum;
        }

        @Override
        public BitSet sidesAt(double[] x) {
            BitSet sides = new BitSet();
            for (int i = 0; i < x.length; i++) {
                sides.set(i, x[i] > 0);
            }
            return sides;
        }
    };

    @Test
    void acceptsARightGradient() {
        ScalarFunction function = x -> Math.sin(x[0]) * x[1] + 3;
        double[] at = {0.7, -2};
        double[] gradient = {Math.cos(0.7) * -2, Math.sin(0.7)};
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.KINKED)) {
            GradientReport report = check.check(function, at, gradient);
            assertTrue(report.passed(), report::toString);
            assertEquals(0, report.skipped());
            assertEquals(0, report.blind());
        }
        assertEquals(0.7, at[0]);
    }

    @Test
    void namesTheWorstCoordinate() {
        ScalarFunction function = x -> x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
        double[] at = {1, 2, 3};
        GradientReport report = GradientCheck.SMOOTH.check(function, at, new double[] {2.001, 4.1, 6});
        assertFalse(report.passed());
        assertEquals(1, report.worst().index());
        assertEquals("x[1]", report.worst().name());
        assertEquals(2, report.worst().at());
        assertEquals(4.1, report.worst().analytic());
        assertEquals(4, report.worst().numeric(), 1e-9);
        assertEquals(0.1 / 4.1, report.worst().relativeError(), 1e-6);
        AssertionError error = assertThrows(AssertionError.class, report::assertPassed);
        assertTrue(error.getMessage().startsWith("the gradient is wrong: 3 of 3 coordinates checked"));
        assertTrue(error.getMessage().contains("worst: x[1] = 2.00000000: analytic 4.1"), error::getMessage);
    }

    @Test
    void namesLayerRowAndColumn() {
        Mlp model = new Mlp(List.of(new Dense(3, 4), Activation.TANH, new Dense(4, 2)));
        assertEquals(
                "layer 0 (dense 3 -> 4) weight[row 1, column 2]",
                MlpParameter.at(model, 6).toString());
        assertEquals(
                "layer 0 (dense 3 -> 4) bias[3]", MlpParameter.at(model, 15).toString());
        assertEquals(
                "layer 2 (dense 4 -> 2) weight[row 0, column 0]",
                MlpParameter.at(model, 16).toString());
        assertEquals(
                "layer 2 (dense 4 -> 2) bias[1]", MlpParameter.at(model, 25).toString());
        assertThrows(IndexOutOfBoundsException.class, () -> MlpParameter.at(model, 26));
        assertThrows(IndexOutOfBoundsException.class, () -> MlpParameter.at(model, -1));
        Mlp slopes = new Mlp(List.of(new Dense(1, 2), new Prelu(2), new Dense(2, 1), new Prelu(1)));
        assertEquals("layer 1 (prelu) slope[1]", MlpParameter.at(slopes, 5).toString());
        assertEquals(
                "layer 2 (dense 2 -> 1) bias[0]", MlpParameter.at(slopes, 8).toString());
        assertEquals(
                "layer 3 (prelu, shared) slope[0]", MlpParameter.at(slopes, 9).toString());
    }

    @Test
    void skipsACoordinateOnlyWhenAKinkLiesInsideTheStencil() {
        double step = Stencil.THREE_POINT.step(0x1p-52, 0);
        double[] at = {step / 2, -step / 2, 2 * step, -1};
        GradientReport report =
                GradientCheck.KINKED.withMaxSkippedShare(0.5).check(ABSOLUTE, at, new double[] {1, -1, 1, -1});
        assertEquals(2, report.skipped());
        assertTrue(report.passed(), report::toString);
    }

    @Test
    void tooManySkippedIsAFailure() {
        double[] at = {0, 1e-9, 5, 6};
        GradientReport report = GradientCheck.KINKED.check(ABSOLUTE, at, new double[] {0, 1, 1, 1});
        assertEquals(0.5, report.skippedShare());
        assertFalse(report.passed());
        assertTrue(report.toString().startsWith("too many checks lie at kinks"), report::toString);
    }

    @Test
    void aKinkThatIsNotDeclaredIsNoExcuse() {
        ScalarFunction undeclared = x -> Math.abs(x[0]);
        assertFalse(GradientCheck.KINKED
                .check(undeclared, new double[] {0}, new double[] {1})
                .passed());
    }

    @Test
    void checksFunctionsInFloat() {
        FloatFunction function = x -> x[0] * x[0] * x[1];
        float[] at = {3, -0.5f};
        assertTrue(GradientCheck.SINGLE.check(function, at, new float[] {-3, 9}).passed());
        assertFalse(GradientCheck.SINGLE
                .check(function, at, new float[] {-3.03f, 9})
                .passed());
    }

    /** A thousand terms in float: each rounding is of the size of their sum, which is not the function's. */
    @Test
    void sumsInFloatSufferMoreRoundings() {
        int terms = 1000;
        float[] at = new float[terms];
        float[] gradient = new float[terms];
        for (int i = 0; i < terms; i++) {
            at[i] = 1 + i % 13 / 13f;
            gradient[i] = 2 * at[i];
        }
        FloatFunction squares = x -> {
            float sum = 0;
            for (float number : x) {
                sum += number * number;
            }
            return sum - 2000;
        };
        GradientCheck many = GradientCheck.SINGLE.withRoundings(terms);
        assertEquals(1000, many.roundings());
        many.check(squares, at, gradient).assertPassed();
        GradientReport report = GradientCheck.SINGLE.withRoundings(1e6).check(squares, at, gradient);
        assertTrue(report.toString().startsWith("rounding hides too many derivatives"), report::toString);
        assertTrue(report.toString().contains("a longer step sees more: withStep"), report::toString);
        gradient[3] *= 1.02f;
        report = GradientCheck.SINGLE.check(squares, at, gradient);
        assertTrue(report.toString().startsWith("the gradient is wrong"), report::toString);
        assertTrue(report.toString().endsWith("has more roundings: withRoundings"), report::toString);
        gradient[3] *= -1;
        assertFalse(many.check(squares, at, gradient).passed());
    }

    @Test
    void theStepThatIsSet() {
        double[] seen = {0};
        ScalarFunction square = x -> {
            seen[0] = Math.max(seen[0], x[0]);
            return x[0] * x[0];
        };
        GradientCheck check = GradientCheck.SMOOTH.withStep(0.25);
        assertEquals(0.25, check.step());
        assertTrue(check.check(square, new double[] {3}, new double[] {6}).passed());
        assertEquals(3.5, seen[0]);
    }

    @Test
    void kinksOfFunctionsInFloat() {
        FloatFunction rectified = new FloatFunction() {
            @Override
            public double valueAt(float[] x) {
                float sum = 0;
                for (float number : x) {
                    sum += Math.max(number, 0);
                }
                return sum;
            }

            @Override
            public BitSet sidesAt(float[] x) {
                BitSet sides = new BitSet();
                for (int i = 0; i < x.length; i++) {
                    sides.set(i, x[i] > 0);
                }
                return sides;
            }
        };
        float[] at = {1e-4f, 1, -1, 2, -2};
        float[] gradient = {1, 1, 0, 1, 0};
        GradientReport report = GradientCheck.SINGLE_KINKED.check(rectified, at, gradient);
        assertEquals(1, report.skipped());
        report.assertPassed();
        assertFalse(GradientCheck.SINGLE.check(rectified, at, gradient).passed());
        gradient[2] = 0.01f;
        assertFalse(GradientCheck.SINGLE_KINKED.check(rectified, at, gradient).passed());
    }

    @Test
    void notANumberIsWrong() {
        ScalarFunction function = x -> x[0];
        assertFalse(GradientCheck.SMOOTH
                .check(function, new double[] {1}, new double[] {Double.NaN})
                .passed());
        assertFalse(GradientCheck.SMOOTH
                .check(x -> Double.NaN, new double[] {1}, new double[] {1})
                .passed());
        assertFalse(GradientCheck.SMOOTH
                .check(function, new double[] {1}, new double[] {Double.NEGATIVE_INFINITY})
                .passed());
    }

    @Test
    void countsWhatRoundingHides() {
        ScalarFunction function = x -> 1e9 + x[0] * 1e-9;
        GradientReport report = GradientCheck.SMOOTH.check(function, new double[] {1}, new double[] {1e-9});
        assertEquals(1, report.blind());
        assertFalse(report.passed());
        assertTrue(report.toString().startsWith("rounding hides too many derivatives"), report::toString);
        assertTrue(report.toString().contains("1 too uncertain to tell (100 %, at most 0.00 %)"), report::toString);
        assertTrue(GradientCheck.SMOOTH
                .withMaxBlindShare(1)
                .check(function, new double[] {1}, new double[] {1e-9})
                .passed());
    }

    /** The derivative is 1: that all that can be seen is 0 says nothing. */
    @Test
    void zerosThatRoundingMayHaveMadeAreNotSeen() {
        GradientReport report =
                GradientCheck.SINGLE.check((float[] x) -> 1e5f + x[0], new float[] {0.5f}, new float[] {0});
        assertFalse(report.passed(), report::toString);
    }

    @Test
    void aGradientOfZerosPassesWhereFaultsWouldShow() {
        GradientReport report =
                GradientCheck.SINGLE.check((float[] x) -> 3 - 0 * x[0], new float[] {0.5f}, new float[] {0});
        assertEquals(0, report.blind());
        report.assertPassed();
        // One that does not count is measured by those that do: 1e6 hides derivatives of 1, not one of 1e6.
        ScalarFunction steep = x -> 1e12 + 1e6 * x[0] + 0 * x[1];
        report = GradientCheck.SMOOTH.check(steep, new double[] {1, 1}, new double[] {1e6, 0});
        assertEquals(0, report.blind());
    }

    @Test
    void aFewMayBeBlind() {
        // At 1e12 the step is so long that rounding hides nothing; at 1 it hides the claimed 1e-9.
        ScalarFunction function = x -> 1e9 + x[0] * 1e-9 + x[1] * 1e-9;
        GradientCheck check = GradientCheck.SMOOTH.withMaxBlindShare(0.5);
        assertEquals(0.5, check.maxBlindShare());
        GradientReport report = check.check(function, new double[] {1, 1e12}, new double[] {1e-9, 1e-9});
        assertEquals(0.5, report.blindShare());
        report.assertPassed();
        assertFalse(check.withMaxBlindShare(0.49)
                .check(function, new double[] {1, 1e12}, new double[] {1e-9, 1e-9})
                .passed());
    }

    @Test
    void refusesBadArguments() {
        ScalarFunction function = x -> x[0];
        assertRefused(
                "claimed: 1 numbers (expected: as many as there are coordinates = 2)",
                () -> GradientCheck.SMOOTH.check(function, new double[] {1, 2}, new double[] {1}));
        for (double tolerance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    "tolerance: " + tolerance + " (expected: finite and > 0)",
                    () -> GradientCheck.SMOOTH.withTolerance(tolerance));
        }
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.SMOOTH.withMaxSkippedShare(1.5));
        assertRefused("maxBlindShare: -0.5 (expected: in [0, 1])", () -> GradientCheck.SMOOTH.withMaxBlindShare(-0.5));
        assertRefused(
                "roundings: Infinity (expected: finite and >= 1)",
                () -> new GradientCheck(Stencil.THREE_POINT, 1e-6, 0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new GradientCheck(Stencil.THREE_POINT, 1e-6, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.SMOOTH.withDirections(-1, 0));
        Mlp model = new Mlp(List.of(new Dense(2, 2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> MlpLoss.softmaxCrossEntropy(model, 1, new float[2], new int[] {2}));
        assertThrows(
                IllegalArgumentException.class,
                () -> MlpLoss.softmaxCrossEntropy(model, 1, new float[3], new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> MlpLoss.sumOfSquares(model, 1, new float[2], new float[3]));
    }

    /** A penalty of the magnitudes has kinks where the model has none. */
    @Test
    void weightsNextToTheKinksOfL1() {
        Mlp model = new Mlp(List.of(new Dense(2, 3), Activation.TANH, new Dense(3, 1)));
        Initialization.GLOROT_UNIFORM.apply(model, 3);
        model.parameters()[4] = 1e-8f;
        MlpLoss loss = MlpLoss.sumOfSquares(model, 1, new float[] {0.3f, -0.7f}, new float[] {0.5f});
        assertEquals(GradientCheck.SMOOTH, GradientCheck.of(loss));
        MlpLoss penalized = loss.with(new Penalty(0.1f, 0));
        assertEquals(GradientCheck.KINKED, GradientCheck.of(penalized));
        GradientReport report = GradientCheck.of(penalized).check(penalized);
        assertEquals(1, report.skipped());
        report.assertPassed();
    }

    @Test
    void refusesStepsAndRoundingsThatAreNone() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused("step: " + bad + " (expected: finite and >= 0)", () -> GradientCheck.SINGLE.withStep(bad));
            assertRefused(
                    "roundings: " + bad + " (expected: finite and >= 1)",
                    () -> GradientCheck.SINGLE.withRoundings(bad));
        }
    }

    @Test
    void refusesPointsAndErrorsThatAreNone() {
        ScalarFunction sum = x -> x[0];
        FloatFunction sumOfFloats = x -> x[0];
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.SMOOTH.withDirections(2, 0))) {
            assertRefused(
                    "x: 0 numbers (expected: at least 1)", () -> check.check(x -> 1, new double[0], new double[0]));
            assertRefused(
                    "x: 0 numbers (expected: at least 1)",
                    () -> check.check((float[] x) -> 1, new float[0], new float[0]));
        }
        assertRefused(
                "x[1]: NaN (expected: a finite number)",
                () -> GradientCheck.SMOOTH.check(sum, new double[] {1, Double.NaN}, new double[2]));
        assertRefused(
                "x[0]: -Infinity (expected: a finite number)",
                () -> GradientCheck.SINGLE.check(sumOfFloats, new float[] {Float.NEGATIVE_INFINITY}, new float[1]));
        for (double error : new double[] {-1, Double.NaN}) {
            assertRefused(
                    "claimedErrors[1]: " + error + " (expected: >= 0)",
                    () -> GradientCheck.SMOOTH.check(
                            sum, new double[2], new double[2], new double[] {0, error}, i -> "x"));
        }
    }

    @Test
    void refusesNulls() {
        double[] one = {1};
        GradientCheck check = GradientCheck.SMOOTH;
        ScalarFunction sum = x -> x[0];
        FloatFunction sumOfFloats = x -> x[0];
        assertNull("function", () -> check.check((ScalarFunction) null, one, one));
        assertNull("x", () -> check.check(sum, null, one));
        assertNull("claimed", () -> check.check(sum, one, null));
        assertNull("claimedErrors", () -> check.check(sum, one, one, null, i -> "x"));
        assertNull("names", () -> check.check(sum, one, one, one, null));
        assertNull("function", () -> check.check((FloatFunction) null, new float[1], new float[1]));
        assertNull("x", () -> check.check(sumOfFloats, null, new float[1]));
        assertNull("claimed", () -> check.check(sumOfFloats, new float[1], null));
        assertNull("loss", () -> check.check(null));
        assertNull("loss", () -> check.check(null, new float[1]));
        assertNull("loss", () -> GradientCheck.of((MlpLoss) null));
        assertNull("model", () -> GradientCheck.of((Mlp) null));
        assertNull("stencil", () -> new GradientCheck(null, 1e-6, 0, 1));
    }

    @Test
    void whatIsKnownUpToAnyErrorIsNotSeen() {
        double[] one = {1};
        GradientReport report =
                GradientCheck.SMOOTH.check(x -> x[0], one, one, new double[] {Double.POSITIVE_INFINITY}, i -> "x");
        assertEquals(1, report.blind());
        assertTrue(report.toString().startsWith("rounding hides too many"), report::toString);
    }

    /** A right gradient does not help where the function itself fails, and the report does not blame it. */
    @Test
    void aFunctionThatIsNotFinite() {
        ScalarFunction pole = x -> x[0] + 1 / x[1];
        GradientReport report = GradientCheck.SMOOTH.check(pole, new double[] {1, 0}, new double[] {1, 1});
        assertFalse(report.passed());
        assertTrue(report.toString().startsWith("the function is not finite at x but Infinity: "), report::toString);
        ScalarFunction steps = x -> x[0] + (x[1] == 2 ? 0 : Double.NaN);
        for (GradientCheck check : List.of(GradientCheck.SMOOTH, GradientCheck.SMOOTH.withDirections(3, 0))) {
            report = check.check(steps, new double[] {1, 2}, new double[] {1, 0});
            assertFalse(report.passed());
            assertTrue(
                    report.toString().startsWith("the function is not finite at x[1] = 2.00000000 ± "),
                    report::toString);
        }
    }

    private static void assertNull(String name, Executable call) {
        assertRefused(name + ": null (expected: a value)", call);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void suitsTheModel() {
        assertEquals(GradientCheck.SMOOTH, GradientCheck.of(new Mlp(List.of(new Dense(2, 2), Activation.SIGMOID))));
        assertEquals(GradientCheck.KINKED, GradientCheck.of(new Mlp(List.of(new Dense(2, 2), Activation.RELU))));
        assertEquals(
                GradientCheck.KINKED, GradientCheck.of(new Mlp(List.of(new Dense(2, 2), Activation.leakyRelu(0.1f)))));
        assertEquals(GradientCheck.SMOOTH, GradientCheck.of(new Mlp(List.of(new Dense(99, 100)))));
        assertEquals(
                GradientCheck.SMOOTH.withDirections(32, 0), GradientCheck.of(new Mlp(List.of(new Dense(100, 100)))));
    }
}
