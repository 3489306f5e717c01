package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Mlp;

/** The gradient checker along random directions. */
class GradientDirectionsTest {
    private static final int LENGTH = 20_000;
    private static final GradientCheck DIRECTIONS = GradientCheck.SMOOTH.withDirections(10, 7);

    /** f(x) = Σ sin(i·xᵢ), its gradient i·cos(i·xᵢ), i mod 7. */
    private static double sines(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin((1 + i % 7) * x[i]);
        }
        return sum;
    }

    private static double[] gradientOfSines(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = (1 + i % 7) * Math.cos((1 + i % 7) * x[i]);
        }
        return gradient;
    }

    private static double[] point() {
        return new SplittableRandom(1).doubles(LENGTH, -3, 3).toArray();
    }

    @Test
    void aRightGradientPassesWithFewEvaluations() {
        int[] evaluations = {0};
        ScalarFunction function = x -> {
            evaluations[0]++;
            return sines(x);
        };
        double[] at = point();
        GradientReport report = DIRECTIONS.check(function, at, gradientOfSines(at));
        report.assertPassed();
        assertEquals(0, report.blind());
        assertEquals(0, report.skipped());
        // Two at the point itself, to see that they agree.
        assertEquals(2 + 4 * 10, evaluations[0]);
        assertTrue(
                report.toString()
                        .startsWith("the gradient is right: 10 of 10 random directions over 20000 coordinates checked"),
                report::toString);
    }

    @Test
    void theWrongCoordinateIsNamed() {
        double[] at = point();
        for (int wrong : new int[] {0, 777, LENGTH / 2, LENGTH - 1}) {
            double[] gradient = gradientOfSines(at);
            gradient[wrong] += 0.5;
            GradientReport report = DIRECTIONS.check(GradientDirectionsTest::sines, at, gradient);
            assertFalse(report.passed());
            assertEquals(wrong, report.worst().index());
            assertEquals("x[" + wrong + "]", report.worst().name());
            assertEquals(at[wrong], report.worst().at());
            assertEquals(gradient[wrong], report.worst().analytic());
            assertEquals(gradient[wrong] - 0.5, report.worst().numeric(), 1e-6);
        }
    }

    @Test
    void onePercentTooMuchIsSeen() {
        double[] at = point();
        double[] gradient = gradientOfSines(at);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= 1.01;
        }
        GradientReport report = DIRECTIONS.check(GradientDirectionsTest::sines, at, gradient);
        assertFalse(report.passed());
        assertEquals(0.01 / 1.01, report.worst().relativeError(), 1e-4);
    }

    /** Moved by a step that fits 1e6, the sine of the others would have turned. */
    @Test
    void oneLargeCoordinateDoesNotSetTheStepOfAll() {
        double[] at = {1e6, 0.5, -0.25, 0.75};
        ScalarFunction function = x -> Math.log(x[0]) + Math.sin(x[1]) * Math.sin(x[2]) + Math.exp(x[3]);
        double[] gradient = {
            1e-6, Math.cos(0.5) * Math.sin(-0.25), Math.sin(0.5) * Math.cos(-0.25), Math.exp(0.75),
        };
        GradientCheck check = GradientCheck.SMOOTH.withDirections(8, 4);
        check.check(function, at, gradient).assertPassed();
        // Each one counts by its own size: the large one's small derivative, too.
        for (int wrong = 0; wrong < at.length; wrong++) {
            double[] faulty = gradient.clone();
            faulty[wrong] *= 1.01;
            GradientReport report = check.check(function, at, faulty);
            assertFalse(report.passed());
            assertEquals(wrong, report.worst().index(), report::toString);
        }
    }

    /** The direction itself is what is reported where no half of it is beyond the tolerance. */
    @Test
    void aFaultThatNoCoordinateShowsIsTheDirections() {
        // Each coordinate is off by a tenth of what passes; together, along a direction with their signs, by far more.
        double[] at = {0.5, 0.25, -0.75};
        ScalarFunction function = x -> x[0] * x[1] * x[2];
        GradientCheck check = new GradientCheck(Stencil.THREE_POINT, 1e-3, 0, 1).withDirections(50, 3);
        double[] gradient = {at[1] * at[2], at[0] * at[2], at[0] * at[1]};
        check.check(function, at, gradient).assertPassed();
        gradient[0] *= 1.0005;
        gradient[1] *= 1.0005;
        gradient[2] *= 0.9995;
        GradientReport report = check.check(function, at, gradient);
        assertFalse(report.passed(), report::toString);
        assertEquals(-1, report.worst().index());
        assertTrue(report.worst().toString().startsWith("direction "), report::toString);
    }

    @Test
    void theSeedDecides() {
        double[] at = point();
        double[] gradient = gradientOfSines(at);
        gradient[3] += 1e-9;
        String first =
                DIRECTIONS.check(GradientDirectionsTest::sines, at, gradient).toString();
        assertEquals(
                first,
                DIRECTIONS.check(GradientDirectionsTest::sines, at, gradient).toString());
        assertNotEquals(
                first,
                DIRECTIONS
                        .withDirections(10, 8)
                        .check(GradientDirectionsTest::sines, at, gradient)
                        .toString());
    }

    @Test
    void functionsInFloat() {
        int length = 1000;
        float[] at = new float[length];
        float[] gradient = new float[length];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < length; i++) {
            at[i] = random.nextFloat();
            gradient[i] = 2 * at[i];
        }
        FloatFunction squares = x -> {
            double sum = 0;
            for (float number : x) {
                sum += number * number;
            }
            return sum;
        };
        GradientCheck check = GradientCheck.SINGLE.withDirections(8, 1);
        GradientReport report = check.check(squares, at, gradient);
        report.assertPassed();
        for (int i = 0; i < length / 4; i++) {
            gradient[i] = 0;
        }
        assertFalse(check.check(squares, at, gradient).passed());
    }

    @Test
    void kinksAreSkippedAndTooManyAreAFailure() {
        ScalarFunction kinked = new ScalarFunction() {
            @Override
            public double valueAt(double[] x) {
                return Math.abs(x[0]) + x[1];
            }

            @Override
            public BitSet sidesAt(double[] x) {
                BitSet sides = new BitSet();
                sides.set(0, x[0] > 0);
                return sides;
            }
        };
        GradientCheck check = GradientCheck.KINKED.withDirections(6, 0);
        assertTrue(check.check(kinked, new double[] {1, 1}, new double[] {1, 1}).passed());
        GradientReport report = check.check(kinked, new double[] {1e-9, 1}, new double[] {1, 1});
        assertEquals(6, report.skipped());
        assertEquals(1, report.skippedShare());
        assertFalse(report.passed());
    }

    /** A network too large to check by coordinates: the library's gradient passes, and with a planted fault it fails. */
    @Test
    void largeNetworks() {
        for (Activation activation : List.of(Activation.TANH, Activation.RELU)) {
            Mlp model =
                    new Mlp(List.of(new Dense(150, 90), activation, new Dense(90, 40), activation, new Dense(40, 10)));
            Initialization.HE_NORMAL.apply(model, 1);
            SplittableRandom random = new SplittableRandom(2);
            float[] inputs = Numbers.UNIFORM.array(16 * 150, random);
            MlpLoss loss = MlpLoss.softmaxCrossEntropy(
                    model, 16, inputs, random.ints(16, 0, 10).toArray());
            GradientCheck check = GradientCheck.of(model);
            float[] right = loss.libraryGradients();
            GradientReport report = check.check(loss, right);
            report.assertPassed();
            assertEquals(32, report.directions());
            assertEquals(0, report.blind());

            float[] droppedBias = right.clone();
            for (int j = 0; j < 40; j++) {
                droppedBias[model.biasOffset(2) + j] = 0;
            }
            report = check.check(loss, droppedBias);
            assertFalse(report.passed());
            assertTrue(report.worst().name().startsWith("layer 2 (dense 90 -> 40) bias["), report::toString);

            float[] scaled = right.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= 1.01f;
            }
            assertFalse(check.check(loss, scaled).passed());

            float[] missingMean = right.clone();
            for (int i = 0; i < missingMean.length; i++) {
                missingMean[i] *= 16;
            }
            assertFalse(check.check(loss, missingMean).passed());
        }
    }
}
