package org.lanewise.verification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.lanewise.kernels.CounterRandom;

/**
 * Central differences of a function along directions, each beside what the claimed gradient says of it. A direction has
 * a range of coordinates, in each of which it moves by a share of that coordinate's step, up or down; a single one it
 * moves up.
 */
final class Differences {
    /** Hoeffding's bound on a sum of signed errors, in their root sum of squares: fails once in 4e13. */
    private static final double CONFIDENCE = 8;

    private static final double RATIO = 8;
    // Enough to see past the rounding of 1e5f + x, and down to a function that bends over 1e-10.
    private static final int LONGER = 2;
    private static final int SHORTER = 12;

    private final Stencil stencil;
    private final double epsilon;
    private final double leastValue;
    private final double roundings;
    private final DoubleUnaryOperator toArgument;
    private final HonestFunction function;
    private final double[] x;
    private final double[] claimed;
    private final double[] claimedErrors;
    private final double[] point;
    // How far the points went along each coordinate, once they had been rounded to arguments.
    private final double[] moved;
    private final double[] signs;
    // One along each coordinate: a large one would else set a step that is too long for all others.
    private final double[] steps;
    // That of a coordinate around 0: what a direction's derivative is measured by.
    private final double unit;
    private final BitSet sides;
    private final double value;

    /**
     * Differences of a function, which is tried at x first.
     *
     * @param epsilon the relative spacing of the numbers that the function computes with
     * @param leastValue the spacing of those around 0
     * @param roundings how many roundings in a row a value of the function may have suffered
     * @param ownStep the step along each coordinate; 0 for the stencil's
     * @param toArgument what the function does to its arguments: rounds them, or nothing
     * @throws IllegalArgumentException if x is empty or not finite, the arrays differ in length, an error is negative,
     *     or the function changes its argument or its mind
     */
    Differences(
            Stencil stencil,
            double epsilon,
            double leastValue,
            double roundings,
            double ownStep,
            DoubleUnaryOperator toArgument,
            ScalarFunction function,
            double[] x,
            double[] claimed,
            double[] claimedErrors) {
        Arguments.point(x);
        Arguments.sameLength("claimed", claimed.length, x.length);
        Arguments.sameLength("claimedErrors", claimedErrors.length, x.length);
        Arguments.notNegative("claimedErrors", claimedErrors);
        this.stencil = stencil;
        this.epsilon = epsilon;
        this.leastValue = leastValue;
        this.roundings = roundings;
        this.toArgument = toArgument;
        this.function = new HonestFunction(function, x.length);
        this.x = x.clone();
        this.claimed = claimed;
        this.claimedErrors = claimedErrors;
        this.point = x.clone();
        this.moved = new double[x.length];
        this.signs = new double[x.length];
        Arrays.fill(signs, 1);
        this.steps = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            steps[i] = ownStep > 0 ? ownStep : stencil.step(epsilon, x[i]);
        }
        this.unit = ownStep > 0 ? ownStep : stencil.step(epsilon, 0);
        this.value = this.function.valueAt(point);
        this.sides = this.function.sidesAt(point);
        this.function.requireSame(point, value, sides);
    }

    /** How many coordinates the function has. */
    int coordinates() {
        return x.length;
    }

    /** The function's value at x. */
    double value() {
        return value;
    }

    /** Draws the signs of a direction. */
    void setSigns(long seed, int direction) {
        CounterRandom random = new CounterRandom(seed, direction);
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.bits(i) < 0 ? -1 : 1;
        }
    }

    /** The difference along the coordinates first … end − 1; null if there is a kink within. */
    Difference along(int first, int end) {
        return along(first, end, 1);
    }

    /**
     * The same derivative by the step at which rounding and truncation explain least, whatever is claimed, among steps
     * that are longer and shorter by powers of {@value #RATIO}. Those over a kink, or to where the function is not
     * finite, are not taken. The difference itself if there are no others.
     */
    Difference refined(Difference difference) {
        Difference[] ladder = new Difference[LONGER + 1 + SHORTER];
        for (int i = 0; i < ladder.length; i++) {
            double factor = Math.pow(RATIO, LONGER - i);
            if (!shows(difference, factor)) {
                break;
            }
            Difference rung = i == LONGER ? difference : along(difference.first, difference.end, factor);
            ladder[i] = rung == null || Double.isNaN(rung.numeric) ? null : rung;
        }
        Difference best = null;
        for (int i = 0; i < ladder.length; i++) {
            Difference longer = i == 0 ? null : ladder[i - 1];
            Difference shorter = i == ladder.length - 1 ? null : ladder[i + 1];
            if (ladder[i] != null && (longer != null || shorter != null)) {
                Difference rung = ladder[i].withTruncation(truncation(longer, ladder[i], shorter));
                best = best == null || rung.uncertainty < best.uncertainty ? rung : best;
            }
        }
        return best == null ? difference : best;
    }

    // Whether a step leads to other arguments at all.
    private boolean shows(Difference difference, double factor) {
        for (int i = difference.first; i < difference.end; i++) {
            if (factor * steps[i] >= 4 * epsilon * Math.abs(x[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * How much of a difference truncation explains. The next longer step is off by RATIO^order times as much, by which
     * Richardson extrapolates; that is trusted only as far as the next shorter one bears it out.
     */
    private double truncation(Difference longer, Difference difference, Difference shorter) {
        double seen = shorter == null ? 0 : Math.abs(difference.numeric - shorter.numeric);
        if (longer == null) {
            return seen;
        }
        double extrapolated =
                2 * Math.abs(difference.numeric - longer.numeric) / (Math.pow(RATIO, stencil.order()) - 1);
        double rounding = shorter == null ? 0 : difference.functionError + shorter.functionError;
        return Math.max(extrapolated, seen - rounding);
    }

    private Difference along(int first, int end, double factor) {
        // A power of two: the direction's length, √count of them, is then in [1, 2) where all steps are alike.
        double share = factor * Math.scalb(1.0, -Math.getExponent(Math.max(end - first, 1)) / 2);
        double step = factor * (end - first == 1 ? steps[first] : unit);
        int reach = stencil.reach();
        if (kinkAt(first, end, reach * share) || kinkAt(first, end, -reach * share)) {
            return null;
        }
        Arrays.fill(moved, first, end, 0);
        double sum = 0;
        double error = 0;
        double subnormal = 0;
        boolean finite = true;
        for (int i = 1; i <= reach; i++) {
            double weight = stencil.weight(i);
            double above = valueAt(first, end, i * share, weight);
            double below = valueAt(first, end, -i * share, -weight);
            finite &= Double.isFinite(above) && Double.isFinite(below);
            // Weighed first, as the sum or difference of two huge values overflows.
            sum += weight * above - weight * below;
            error += rounding(weight * above) + rounding(weight * below);
            subnormal += 2 * Math.abs(weight) * leastValue;
        }
        System.arraycopy(x, first, point, first, end - first);
        return difference(first, end, step, finite ? sum : Double.NaN, error + roundings * subnormal / 2);
    }

    /**
     * The worst coordinate of a direction that is beyond the tolerance: its worse half, the worse half of that, … as
     * long as one is beyond it too.
     */
    Difference narrowed(Difference direction, double tolerance) {
        Difference worst = direction;
        while (worst.end - worst.first > 1) {
            int middle = (worst.first + worst.end) >>> 1;
            Difference lower = confirmed(worst.first, middle, tolerance);
            Difference upper = confirmed(middle, worst.end, tolerance);
            Difference worse =
                    upper == null || lower != null && lower.relativeError >= upper.relativeError ? lower : upper;
            if (worse == null || worse.relativeError <= tolerance) {
                break;
            }
            worst = worse;
        }
        return worst;
    }

    private Difference confirmed(int first, int end, double tolerance) {
        Difference difference = along(first, end);
        return difference == null || difference.relativeError <= tolerance ? difference : refined(difference);
    }

    /** What the report says of a difference. */
    GradientReport.Coordinate coordinate(Difference difference, IntFunction<String> names, int direction) {
        boolean single = difference.end - difference.first == 1;
        String range = difference.first == 0 && difference.end == x.length
                ? ""
                : ", coordinates " + difference.first + " to " + (difference.end - 1);
        return new GradientReport.Coordinate(
                single ? difference.first : -1,
                single ? names.apply(difference.first) : "direction " + direction + range,
                single ? x[difference.first] : Double.NaN,
                stencil.reach() * difference.step,
                difference.analytic,
                difference.numeric,
                difference.uncertainty,
                difference.relativeError);
    }

    private Difference difference(int first, int end, double step, double sum, double functionError) {
        if (end - first == 1) {
            // One coordinate is told by its derivative, whatever the sign and the rounding of the move.
            double length = moved[first] / step;
            return Difference.of(
                    first,
                    end,
                    step,
                    claimed[first],
                    sum / step / length,
                    claimedErrors[first],
                    functionError / step / Math.abs(length));
        }
        double analytic = 0;
        double errors = 0;
        double squares = 0;
        for (int i = first; i < end; i++) {
            double length = moved[i] / step;
            analytic += claimed[i] * length;
            errors += claimedErrors[i] * Math.abs(length);
            squares += claimedErrors[i] * length * claimedErrors[i] * length;
        }
        double claimedError = Math.min(errors, CONFIDENCE * Math.sqrt(squares));
        return Difference.of(first, end, step, analytic, sum / step, claimedError, functionError / step);
    }

    private double rounding(double number) {
        return roundings * epsilon / 2 * Math.abs(number);
    }

    private boolean kinkAt(int first, int end, double distance) {
        move(first, end, distance);
        boolean kink = !function.sidesAt(point).equals(sides);
        System.arraycopy(x, first, point, first, end - first);
        return kink;
    }

    private double valueAt(int first, int end, double distance, double weight) {
        move(first, end, distance);
        for (int i = first; i < end; i++) {
            moved[i] += weight * (point[i] - x[i]);
        }
        return function.valueAt(point);
    }

    private void move(int first, int end, double distance) {
        for (int i = first; i < end; i++) {
            point[i] = toArgument.applyAsDouble(x[i] + signs[i] * distance * steps[i]);
        }
    }

    /**
     * The derivative along the coordinates first … end − 1.
     *
     * @param step of the difference
     * @param analytic by the claimed gradient
     * @param numeric by the difference, NaN if the function is not finite at all its points
     * @param claimedError how far the claimed derivative may be off
     * @param functionError how far the difference may be off, by rounding and by truncation as far as that was
     *     estimated
     * @param uncertainty the two errors together
     * @param relativeError how far they are apart beyond that, divided by the larger magnitude of the two
     * @param significant the larger magnitude of those of the two that are more than their own errors
     */
    record Difference(
            int first,
            int end,
            double step,
            double analytic,
            double numeric,
            double claimedError,
            double functionError,
            double uncertainty,
            double relativeError,
            double significant) {
        static Difference of(
                int first,
                int end,
                double step,
                double analytic,
                double numeric,
                double claimedError,
                double functionError) {
            double uncertainty = claimedError + functionError;
            double larger = Math.max(Math.abs(analytic), Math.abs(numeric));
            double excess = Math.abs(analytic - numeric) - uncertainty;
            // NaN and infinity on either side are errors without measure.
            double error = !Double.isFinite(larger) ? Double.POSITIVE_INFINITY : excess <= 0 ? 0 : excess / larger;
            double significant = Math.max(beyond(analytic, claimedError), beyond(numeric, uncertainty));
            return new Difference(
                    first, end, step, analytic, numeric, claimedError, functionError, uncertainty, error, significant);
        }

        Difference withTruncation(double truncation) {
            return of(first, end, step, analytic, numeric, claimedError, functionError + truncation);
        }

        private static double beyond(double derivative, double error) {
            double size = Math.abs(derivative);
            return size > error && Double.isFinite(size) ? size : 0;
        }

        /** Whether the error is larger or, where errors are equal, less can be seen. */
        boolean worseThan(Difference other) {
            return relativeError > other.relativeError
                    || relativeError == other.relativeError && uncertainty > other.uncertainty;
        }
    }
}
