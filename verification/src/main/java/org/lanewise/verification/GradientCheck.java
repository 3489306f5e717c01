package org.lanewise.verification;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.lanewise.mlp.Mlp;

/**
 * Checks a claimed gradient against central differences, along each coordinate or, for large functions, along random
 * directions.
 *
 * <pre>{@code
 * GradientCheck.SMOOTH.check(x -> x[0] * x[0], new double[] {3}, new double[] {6}).assertPassed();
 * }</pre>
 *
 * <p><b>Error.</b> The error of a coordinate is {@code (|a − n| − r) / max(|a|, |n|)}, at least 0, of the claimed
 * derivative a and the difference n, where r is what rounding explains: the rounding errors of the function's values,
 * magnified by the division by h, and, for a model, those of the claimed gradient (see {@link MlpErrorBound}; along
 * directions, its likely bounds).
 *
 * <p><b>Steps.</b> A check that fails, or is blind, is made again with a ladder of steps, down to 8⁻¹² of the first one
 * and up to 64 times it, as a function may bend over another length than max(1, |x|). That one
 * counts at which rounding and truncation explain least, whatever is claimed, and truncation, estimated from the
 * next longer and shorter steps, then counts as rounding does.
 *
 * <p><b>Directions.</b> Along a direction v of random signs, times max(1, |x|) of each coordinate, or 1 where a step is
 * set, and scaled to a length between 1 and 2 where these are 1, a is the claimed gradient times v and n the difference
 * of the function along v. One such check costs as much as one coordinate and sees all of them: a fault δ in a gradient
 * g shows in the order of |δ|/|g|, both lengths in units of these factors, so a wrong layer or factor does not pass,
 * while a single wrong derivative among very many may. The errors e that the claimed derivatives are known to have at
 * most count as 8·√Σ(e·v)²: as the signs are random, their sum exceeds that with a probability below 3e-14, whatever
 * the errors are (Hoeffding: Probability Inequalities for Sums of Bounded Random Variables, JASA 58, 1963, theorem 2).
 * A direction that fails is halved, and its worse half again, to name the coordinate at fault.
 *
 * <p><b>Kinks.</b> A check is skipped when, and only when, {@link ScalarFunction#sidesAt} or {@link
 * FloatFunction#sidesAt} differs between the outermost points of the stencil and x: the function has a kink between
 * them. More than {@code maxSkippedShare} of skipped checks is a failure.
 *
 * <p><b>Blind checks.</b> A check is blind when what rounding explains is above half of the largest derivative of the
 * run: a fault as large as that could hide there. Where all derivatives are 0, nothing tells their scale, and 1 is
 * taken for it. A claimed derivative counts if it is above its own error, a difference if rounding alone does not
 * explain it. More than {@code maxBlindShare} of blind checks is a failure.
 *
 * <p>Immutable and deterministic: the directions are a function of the seed alone. A check evaluates the function a few
 * times per coordinate or direction. A function that changes its argument, or that differs when it is evaluated at x
 * twice, is refused, as differences of it mean nothing: dropout, for example, must drop the same each time.
 *
 * @param stencil the points of the difference
 * @param tolerance the largest error that passes, finite and &gt; 0
 * @param maxSkippedShare the largest share of skipped checks that passes, in [0, 1]
 * @param maxBlindShare the largest share of blind checks that passes, in [0, 1]
 * @param roundings how many roundings in a row a value of the function may have suffered, finite and ≥ 1
 * @param step the step along each coordinate, finite and ≥ 0; 0 for the stencil's own
 * @param directions how many random directions to check along, ≥ 0; 0 to check along each coordinate
 * @param seed of the directions
 */
public record GradientCheck(
        Stencil stencil,
        double tolerance,
        double maxSkippedShare,
        double maxBlindShare,
        double roundings,
        double step,
        int directions,
        long seed) {
    /** For smooth functions in double: five points, tolerance 1e-8. */
    public static final GradientCheck SMOOTH = new GradientCheck(Stencil.FIVE_POINT, 1e-8, 0, 32);

    /** For functions in double with kinks: three points, tolerance 1e-6, one check in five may be skipped. */
    public static final GradientCheck KINKED = new GradientCheck(Stencil.THREE_POINT, 1e-6, 0.2, 32);

    /**
     * For functions in float: three points, tolerance 1e-3.
     *
     * <p>A value is taken to have suffered 4 roundings in a row, as where sums are accumulated in double or are short.
     * One that is a sum of n terms accumulated in float suffers up to n, and about √n as a rule: {@link #withRoundings}
     * says so. Where rounding then hides the derivatives and the function bends little, a longer step sees more: {@link
     * #withStep}.
     */
    public static final GradientCheck SINGLE = new GradientCheck(Stencil.THREE_POINT, 1e-3, 0, 4);

    /** For functions in float with kinks: as {@link #SINGLE}, but one check in five may be skipped. */
    public static final GradientCheck SINGLE_KINKED = SINGLE.withMaxSkippedShare(0.2);

    /** The most parameters of a model that {@link #of} checks one by one: beyond, that would take minutes. */
    public static final int MOST_COORDINATES = 10_000;

    private static final int DIRECTIONS = 32;
    private static final double DOUBLE_EPSILON = 0x1p-52;
    private static final double FLOAT_EPSILON = 0x1p-23;

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public GradientCheck {
        Arguments.notNull("stencil", stencil);
        Arguments.finite("tolerance", tolerance, tolerance > 0, "> 0");
        Arguments.share("maxSkippedShare", maxSkippedShare);
        Arguments.share("maxBlindShare", maxBlindShare);
        Arguments.finite("roundings", roundings, roundings >= 1, ">= 1");
        Arguments.finite("step", step, step >= 0, ">= 0");
        if (directions < 0) {
            throw new IllegalArgumentException("directions: " + directions + " (expected: >= 0)");
        }
    }

    /**
     * A check along each coordinate, none of which may be blind.
     *
     * @param stencil the points of the difference
     * @param tolerance the largest error that passes, finite and &gt; 0
     * @param maxSkippedShare the largest share of skipped checks that passes, in [0, 1]
     * @param roundings how many roundings in a row a value of the function may have suffered, finite and ≥ 1
     * @throws IllegalArgumentException if one is out of its range
     */
    public GradientCheck(Stencil stencil, double tolerance, double maxSkippedShare, double roundings) {
        this(stencil, tolerance, maxSkippedShare, 0, roundings, 0, 0, 0);
    }

    /**
     * The check that suits a model: {@link #KINKED} if it has a ReLU, one of its relatives with a kink or a bend, or a
     * Maxout, else {@link #SMOOTH}; along each parameter of a small model, along 32 random directions (seed 0) of one
     * with more than {@value #MOST_COORDINATES}.
     *
     * @param model the model
     * @return the check
     * @throws IllegalArgumentException if it is null
     */
    public static GradientCheck of(Mlp model) {
        Arguments.notNull("model", model);
        GradientCheck check = MlpLoss.hasKinks(model) ? KINKED : SMOOTH;
        return model.parameters().length > MOST_COORDINATES ? check.withDirections(DIRECTIONS, 0) : check;
    }

    /**
     * The check that suits a model and its loss: {@link #KINKED} if {@link #of(Mlp)} is, if the loss is Huber's or the
     * absolute error, or if an L1 penalty has its kinks at weights of 0.
     *
     * @param loss the loss
     * @return the check
     * @throws IllegalArgumentException if it is null
     */
    public static GradientCheck of(MlpLoss loss) {
        Arguments.notNull("loss", loss);
        GradientCheck check = of(loss.model());
        return loss.hasKinks() ? KINKED.withDirections(check.directions, check.seed) : check;
    }

    /**
     * The same check with another tolerance.
     *
     * @param newTolerance the largest error that passes, finite and &gt; 0
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withTolerance(double newTolerance) {
        return new GradientCheck(
                stencil, newTolerance, maxSkippedShare, maxBlindShare, roundings, step, directions, seed);
    }

    /**
     * The same check with another share that may be skipped.
     *
     * @param newMaxSkippedShare the largest share that passes, in [0, 1]
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withMaxSkippedShare(double newMaxSkippedShare) {
        return new GradientCheck(
                stencil, tolerance, newMaxSkippedShare, maxBlindShare, roundings, step, directions, seed);
    }

    /**
     * The same check with another share that may be blind.
     *
     * @param newMaxBlindShare the largest share that passes, in [0, 1]
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withMaxBlindShare(double newMaxBlindShare) {
        return new GradientCheck(
                stencil, tolerance, maxSkippedShare, newMaxBlindShare, roundings, step, directions, seed);
    }

    /**
     * The same check of a function whose values are rounded more or less often.
     *
     * @param newRoundings how many roundings in a row a value may have suffered, finite and ≥ 1
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withRoundings(double newRoundings) {
        return new GradientCheck(
                stencil, tolerance, maxSkippedShare, maxBlindShare, newRoundings, step, directions, seed);
    }

    /**
     * The same check with another step. Rounding explains the less the longer it is, and the shorter it is, the less
     * does it matter how the function bends: about a thousandth of the length over which it does is a good one in
     * float.
     *
     * @param newStep the step along each coordinate, finite and ≥ 0; 0 for {@link Stencil#step}
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withStep(double newStep) {
        return new GradientCheck(
                stencil, tolerance, maxSkippedShare, maxBlindShare, roundings, newStep, directions, seed);
    }

    /**
     * The same check along random directions.
     *
     * @param newDirections how many, ≥ 0; 0 to check along each coordinate
     * @param newSeed what the directions are drawn from
     * @return the check
     * @throws IllegalArgumentException if it is out of range
     */
    public GradientCheck withDirections(int newDirections, long newSeed) {
        return new GradientCheck(
                stencil, tolerance, maxSkippedShare, maxBlindShare, roundings, step, newDirections, newSeed);
    }

    /**
     * Checks the gradient of a function in double.
     *
     * @param function the function
     * @param x where; not changed
     * @param claimed the claimed derivative by each coordinate
     * @return what was found
     * @throws IllegalArgumentException if an argument is null, x is empty or not finite, the arrays differ in length,
     *     or the function changes its argument or is seen not to be a function of it alone
     */
    public GradientReport check(ScalarFunction function, double[] x, double[] claimed) {
        Arguments.notNull("claimed", claimed);
        return check(function, x, claimed, new double[claimed.length], i -> "x[" + i + "]");
    }

    /**
     * Checks the gradient of a function in float. Its arguments, x ± h included, are floats, and the difference is
     * taken over what they have been rounded to.
     *
     * @param function the function
     * @param x where; not changed
     * @param claimed the claimed derivative by each coordinate
     * @return what was found
     * @throws IllegalArgumentException if an argument is null, x is empty or not finite, the arrays differ in length,
     *     or the function changes its argument or is seen not to be a function of it alone
     */
    public GradientReport check(FloatFunction function, float[] x, float[] claimed) {
        Arguments.notNull("function", function);
        Arguments.notNull("x", x);
        Arguments.notNull("claimed", claimed);
        Differences differences = new Differences(
                stencil,
                FLOAT_EPSILON,
                Float.MIN_VALUE,
                roundings,
                step,
                number -> (float) number,
                new WidenedFunction(function, x.length),
                widen(x),
                widen(claimed),
                new double[claimed.length]);
        return run(differences, i -> "x[" + i + "]");
    }

    /**
     * Checks the library's own gradient of a model's loss.
     *
     * @param loss the model, its data and its loss
     * @return what was found
     * @throws IllegalArgumentException if it is null
     */
    public GradientReport check(MlpLoss loss) {
        Arguments.notNull("loss", loss);
        return check(loss, loss.libraryGradients());
    }

    /**
     * Checks a gradient of a model's loss by its parameters that was computed in float, such as the library's own. The
     * differences are taken in double.
     *
     * @param loss the model, its data and its loss
     * @param claimed the claimed derivative by each parameter, laid out as {@link Mlp#parameters()}
     * @return what was found
     * @throws IllegalArgumentException if an argument is null, or there is not one derivative for each parameter
     */
    public GradientReport check(MlpLoss loss, float[] claimed) {
        Arguments.notNull("loss", loss);
        Arguments.notNull("claimed", claimed);
        Arguments.sameLength("claimed", claimed.length, loss.model().parameters().length);
        MlpErrorBound bound = directions == 0 ? MlpErrorBound.of(loss) : MlpErrorBound.likely(loss);
        return check(
                loss,
                loss.parameters(),
                widen(claimed),
                bound.gradientErrors(),
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
     * @throws IllegalArgumentException if an argument is null, x is empty or not finite, the arrays differ in length,
     *     an error is negative, or the function changes its argument or is seen not to be a function of it alone
     */
    public GradientReport check(
            ScalarFunction function, double[] x, double[] claimed, double[] claimedErrors, IntFunction<String> names) {
        Arguments.notNull("function", function);
        Arguments.notNull("x", x);
        Arguments.notNull("claimed", claimed);
        Arguments.notNull("claimedErrors", claimedErrors);
        Arguments.notNull("names", names);
        Differences differences = new Differences(
                stencil,
                DOUBLE_EPSILON,
                Double.MIN_VALUE,
                roundings,
                step,
                number -> number,
                function,
                x,
                claimed,
                claimedErrors);
        return run(differences, names);
    }

    private GradientReport run(Differences differences, IntFunction<String> names) {
        Differences.Difference[] made = new Differences.Difference[checks(differences)];
        int worst = firstLook(differences, made);
        double scale = scale(made);
        if (worst >= 0 && made[worst].relativeError() <= tolerance && blind(made, scale) > 0) {
            worst = secondLook(differences, made, scale);
            scale = scale(made);
        }
        return new GradientReport(
                differences.coordinates(),
                directions,
                (int) Arrays.stream(made).filter(Objects::isNull).count(),
                blind(made, scale),
                worst < 0 ? null : differences.coordinate(named(differences, made, worst), names, worst),
                differences.value(),
                tolerance,
                maxSkippedShare,
                maxBlindShare);
    }

    private int checks(Differences differences) {
        return directions == 0 ? differences.coordinates() : directions;
    }

    // Makes all checks, and returns the worst. One that fails counts as refined; what is no worse than that is left as
    // it is.
    private int firstLook(Differences differences, Differences.Difference[] made) {
        int worst = -1;
        for (int i = 0; i < made.length; i++) {
            made[i] = difference(differences, i);
            if (made[i] == null) {
                continue;
            }
            boolean fails = !(made[i].relativeError() <= tolerance);
            if (fails && (worst < 0 || made[i].worseThan(made[worst]))) {
                made[i] = differences.refined(made[i]);
            }
            worst = worst < 0 || made[i].worseThan(made[worst]) ? i : worst;
        }
        return worst;
    }

    // Looks again where rounding hides much, and returns the worst check then.
    private int secondLook(Differences differences, Differences.Difference[] made, double scale) {
        int worst = -1;
        for (int i = 0; i < made.length; i++) {
            if (made[i] == null) {
                continue;
            }
            if (made[i].uncertainty() > scale / 2 && made[i].claimedError() <= scale / 2) {
                setSigns(differences, i);
                made[i] = differences.refined(made[i]);
            }
            worst = worst < 0 || made[i].worseThan(made[worst]) ? i : worst;
        }
        return worst;
    }

    private Differences.Difference difference(Differences differences, int check) {
        setSigns(differences, check);
        return directions == 0 ? differences.along(check, check + 1) : differences.along(0, differences.coordinates());
    }

    private void setSigns(Differences differences, int check) {
        if (directions > 0) {
            differences.setSigns(seed, check);
        }
    }

    // Of a direction that fails, the coordinate at fault.
    private Differences.Difference named(Differences differences, Differences.Difference[] made, int worst) {
        if (made[worst].relativeError() <= tolerance) {
            return made[worst];
        }
        setSigns(differences, worst);
        return differences.narrowed(made[worst], tolerance);
    }

    private static double scale(Differences.Difference[] made) {
        double largest = Arrays.stream(made)
                .filter(Objects::nonNull)
                .mapToDouble(Differences.Difference::significant)
                .max()
                .orElse(0);
        return largest > 0 ? largest : 1;
    }

    // How many could hide a fault of half the scale.
    private static int blind(Differences.Difference[] made, double scale) {
        return (int) Arrays.stream(made)
                .filter(difference -> difference != null && difference.uncertainty() > scale / 2)
                .count();
    }

    private static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }
}
