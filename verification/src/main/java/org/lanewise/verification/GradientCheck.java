package org.lanewise.verification;

import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.lanewise.mlp.Mlp;

/**
 * Checks a claimed gradient against central differences, coordinate by coordinate.
 *
 * <pre>{@code
 * GradientCheck.SMOOTH.check(x -> x[0] * x[0], new double[] {3}, new double[] {6}).assertPassed();
 * }</pre>
 *
 * <p><b>Error.</b> The error of a coordinate is {@code (|a − n| − r) / max(|a|, |n|)}, at least 0, of the claimed
 * derivative a and the difference n, where r is what rounding explains: the rounding errors of the function's values,
 * magnified by the division by h, and, for a model, those of the claimed gradient (see {@link MlpErrorBound}).
 *
 * <p><b>Kinks.</b> A coordinate is skipped when, and only when, {@link ScalarFunction#sidesAt} differs between the
 * outermost points of the stencil and x: the function has a kink between them. More than {@code maxSkippedShare} of
 * skipped coordinates is a failure.
 *
 * <p>Immutable. A check evaluates the function a few times per coordinate.
 *
 * @param stencil the points of the difference
 * @param tolerance the largest error that passes, &gt; 0
 * @param maxSkippedShare the largest share of skipped coordinates that passes, in [0, 1]
 * @param roundings how many roundings in a row a value of the function may have suffered, ≥ 1
 */
public record GradientCheck(Stencil stencil, double tolerance, double maxSkippedShare, double roundings) {
    /** For smooth functions in double: five points, tolerance 1e-8. */
    public static final GradientCheck SMOOTH = new GradientCheck(Stencil.FIVE_POINT, 1e-8, 0, 32);

    /** For functions in double with kinks: three points, tolerance 1e-6, one coordinate in five may be skipped. */
    public static final GradientCheck KINKED = new GradientCheck(Stencil.THREE_POINT, 1e-6, 0.2, 32);

    /** For functions in float: three points, tolerance 1e-3. */
    public static final GradientCheck SINGLE = new GradientCheck(Stencil.THREE_POINT, 1e-3, 0, 4);

    private static final double DOUBLE_EPSILON = 0x1p-52;
    private static final double FLOAT_EPSILON = 0x1p-23;

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public GradientCheck {
        if (stencil == null) {
            throw new IllegalArgumentException("stencil: null (expected: a value)");
        }
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("tolerance: " + tolerance + " (expected: > 0)");
        }
        if (!(maxSkippedShare >= 0 && maxSkippedShare <= 1)) {
            throw new IllegalArgumentException("maxSkippedShare: " + maxSkippedShare + " (expected: in [0, 1])");
        }
        if (!(roundings >= 1)) {
            throw new IllegalArgumentException("roundings: " + roundings + " (expected: >= 1)");
        }
    }

    /**
     * The check that suits a model: {@link #KINKED} if it has a ReLU, one of its relatives with a kink or a bend, or a
     * Maxout, else {@link #SMOOTH}.
     *
     * @param model the model
     * @return the check
     */
    public static GradientCheck of(Mlp model) {
        return MlpLoss.hasKinks(model) ? KINKED : SMOOTH;
    }

    /**
     * The check that suits a model and its loss: {@link #KINKED} if {@link #of(Mlp)} is, or if the loss is Huber's or the
     * absolute error.
     *
     * @param loss the loss
     * @return the check
     */
    public static GradientCheck of(MlpLoss loss) {
        return LossValue.hasKinks(loss.loss()) ? KINKED : of(loss.model());
    }

    /**
     * The same check with another tolerance.
     *
     * @param newTolerance the largest error that passes, &gt; 0
     * @return the check
     */
    public GradientCheck withTolerance(double newTolerance) {
        return new GradientCheck(stencil, newTolerance, maxSkippedShare, roundings);
    }

    /**
     * The same check with another share of coordinates that may be skipped.
     *
     * @param newMaxSkippedShare the largest share that passes, in [0, 1]
     * @return the check
     */
    public GradientCheck withMaxSkippedShare(double newMaxSkippedShare) {
        return new GradientCheck(stencil, tolerance, newMaxSkippedShare, roundings);
    }

    /**
     * Checks the gradient of a function in double.
     *
     * @param function the function
     * @param x where; not changed
     * @param claimed the claimed derivative by each coordinate
     * @return what was found
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public GradientReport check(ScalarFunction function, double[] x, double[] claimed) {
        return check(function, x, claimed, new double[claimed.length], i -> "x[" + i + "]");
    }

    /**
     * Checks the gradient of a function in float. Its arguments, x ± h included, are floats.
     *
     * @param function the function
     * @param x where; not changed
     * @param claimed the claimed derivative by each coordinate
     * @return what was found
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public GradientReport check(FloatFunction function, float[] x, float[] claimed) {
        float[] point = new float[x.length];
        ScalarFunction widened = arguments -> {
            for (int i = 0; i < point.length; i++) {
                point[i] = (float) arguments[i];
            }
            return function.valueAt(point);
        };
        return run(widened, widen(x), widen(claimed), new double[claimed.length], i -> "x[" + i + "]", FLOAT_EPSILON);
    }

    /**
     * Checks the library's own gradient of a model's loss.
     *
     * @param loss the model, its data and its loss
     * @return what was found
     */
    public GradientReport check(MlpLoss loss) {
        return check(loss, loss.libraryGradients());
    }

    /**
     * Checks a gradient of a model's loss by its parameters that was computed in float, such as the library's own. The
     * differences are taken in double.
     *
     * @param loss the model, its data and its loss
     * @param claimed the claimed derivative by each parameter, laid out as {@link Mlp#parameters()}
     * @return what was found
     * @throws IllegalArgumentException if there is not one derivative for each parameter
     */
    public GradientReport check(MlpLoss loss, float[] claimed) {
        double[] uncertainty = MlpErrorBound.of(loss).gradientErrors();
        return check(
                loss,
                loss.parameters(),
                widen(claimed),
                uncertainty,
                i -> MlpParameter.at(loss.model(), i).toString());
    }

    /**
     * Checks the gradient of a function in double that is known only up to some error.
     *
     * @param function the function
     * @param x where; not changed
     * @param claimed the claimed derivative by each coordinate
     * @param claimedErrors how far each claimed derivative may be off, at least 0
     * @param names what each coordinate is called in the report
     * @return what was found
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public GradientReport check(
            ScalarFunction function, double[] x, double[] claimed, double[] claimedErrors, IntFunction<String> names) {
        return run(function, x, claimed, claimedErrors, names, DOUBLE_EPSILON);
    }

    private GradientReport run(
            ScalarFunction function,
            double[] x,
            double[] claimed,
            double[] claimedErrors,
            IntFunction<String> names,
            double epsilon) {
        sameLength("claimed", claimed.length, x.length);
        sameLength("claimedErrors", claimedErrors.length, x.length);
        double[] point = x.clone();
        BitSet sides = function.sidesAt(point);
        int skipped = 0;
        int blind = 0;
        GradientReport.Coordinate worst = null;
        for (int i = 0; i < x.length; i++) {
            double step = stencil.step(epsilon, x[i]);
            if (kinkWithin(function, point, i, step, sides)) {
                skipped++;
                continue;
            }
            Stencil.Derivative numeric = stencil.derivative(along(function, point, i), x[i], step);
            double uncertainty = claimedErrors[i] + roundings * epsilon / 2 * numeric.magnitude();
            double larger = Math.max(Math.abs(claimed[i]), Math.abs(numeric.value()));
            double error = relativeError(claimed[i], numeric.value(), larger, uncertainty);
            if (larger > 0 && uncertainty > larger / 2) {
                blind++;
            }
            if (worst == null || error > worst.relativeError()) {
                worst = new GradientReport.Coordinate(
                        i, names.apply(i), x[i], claimed[i], numeric.value(), uncertainty, error);
            }
        }
        return new GradientReport(x.length, skipped, blind, worst, tolerance, maxSkippedShare);
    }

    private boolean kinkWithin(ScalarFunction function, double[] point, int i, double step, BitSet sides) {
        double x = point[i];
        point[i] = x + stencil.reach() * step;
        boolean kink = !function.sidesAt(point).equals(sides);
        point[i] = x - stencil.reach() * step;
        kink = kink || !function.sidesAt(point).equals(sides);
        point[i] = x;
        return kink;
    }

    private static DoubleUnaryOperator along(ScalarFunction function, double[] point, int i) {
        return value -> {
            double x = point[i];
            point[i] = value;
            double result = function.valueAt(point);
            point[i] = x;
            return result;
        };
    }

    // NaN and infinity on either side are errors without measure.
    private static double relativeError(double analytic, double numeric, double larger, double uncertainty) {
        double excess = Math.abs(analytic - numeric) - uncertainty;
        if (!Double.isFinite(excess)) {
            return Double.POSITIVE_INFINITY;
        }
        return excess <= 0 ? 0 : excess / larger;
    }

    private static void sameLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + ": " + length + " numbers (expected: as many as there are coordinates = " + expected + ")");
        }
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }
}
