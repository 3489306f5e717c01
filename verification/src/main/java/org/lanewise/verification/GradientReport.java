package org.lanewise.verification;

import java.util.Locale;

/**
 * What a {@link GradientCheck} found.
 *
 * @param coordinates how many coordinates there are
 * @param directions along how many random directions the function was checked; 0 if along each coordinate
 * @param skipped how many of these checks were left out, as the stencil reached over a kink
 * @param blind how many were made, but with an uncertainty above half of the run's largest derivative: a fault could
 *     hide there
 * @param worst the coordinate with the largest error or, of equal errors, the largest uncertainty, or the direction if
 *     no coordinate alone shows it; null if none was checked
 * @param value the function's value at the point
 * @param tolerance the largest error that passes
 * @param maxSkippedShare the largest share of skipped checks that passes
 * @param maxBlindShare the largest share of blind checks that passes
 */
public record GradientReport(
        int coordinates,
        int directions,
        int skipped,
        int blind,
        Coordinate worst,
        double value,
        double tolerance,
        double maxSkippedShare,
        double maxBlindShare) {
    /** How many times what rounding explains a sum of thousands of terms may be off. */
    private static final double MORE_ROUNDINGS = 100;

    /**
     * One coordinate, or one direction.
     *
     * @param index its position; −1 for a direction
     * @param name what it is called, such as {@code layer 2 (dense 3 -> 4) weight[row 1, column 2]}
     * @param at its value; NaN for a direction
     * @param reach how far on either side of it the function was evaluated
     * @param analytic the claimed derivative
     * @param numeric the derivative by finite differences; NaN if the function is not finite that far
     * @param uncertainty how far the two may be apart by rounding, and by truncation where that was estimated
     * @param relativeError how far they are apart beyond that, divided by the larger magnitude of the two
     */
    public record Coordinate(
            int index,
            String name,
            double at,
            double reach,
            double analytic,
            double numeric,
            double uncertainty,
            double relativeError) {
        private String place() {
            return index < 0 ? name : String.format(Locale.ROOT, "%s = %.9g", name, at);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: analytic %.9g, numeric %.9g, relative error %.3g (rounding explains %.3g)",
                    place(),
                    analytic,
                    numeric,
                    relativeError,
                    uncertainty);
        }
    }

    /**
     * How many checks there were to make: one along each direction or, without directions, along each coordinate.
     *
     * @return the number
     */
    public int checks() {
        return directions > 0 ? directions : coordinates;
    }

    /**
     * The share of checks that were skipped.
     *
     * @return the share, 0 if there are no coordinates
     */
    public double skippedShare() {
        return checks() == 0 ? 0 : (double) skipped / checks();
    }

    /**
     * The share of checks that could hide a fault.
     *
     * @return the share, 0 if there are no coordinates
     */
    public double blindShare() {
        return checks() == 0 ? 0 : (double) blind / checks();
    }

    /**
     * Whether the gradient is right as far as could be seen, and enough could be seen.
     *
     * @return whether the function is finite, the worst error is within the tolerance, and not too many checks were
     *     skipped or blind
     */
    public boolean passed() {
        return Double.isFinite(value) && !wrong() && !tooManySkipped() && !tooManyBlind();
    }

    /**
     * Fails a test whose gradient is wrong.
     *
     * @throws AssertionError if the check did not pass; the message is the report
     */
    public void assertPassed() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
    }

    private boolean tooManySkipped() {
        return skippedShare() > maxSkippedShare;
    }

    private boolean tooManyBlind() {
        return blindShare() > maxBlindShare;
    }

    private boolean wrong() {
        return worst != null && !(worst.relativeError() <= tolerance);
    }

    // For what is no fault of the gradient, perhaps.
    private String advice() {
        if (!Double.isFinite(value) || worst == null) {
            return "";
        } else if (wrong() && Math.abs(worst.analytic - worst.numeric) < MORE_ROUNDINGS * worst.uncertainty) {
            return String.format("%n  a function that sums many terms has more roundings: withRoundings");
        } else if (!wrong() && !tooManySkipped() && tooManyBlind()) {
            return String.format(
                    "%n  a longer step sees more: withStep; if nothing is to be seen there: withMaxBlindShare");
        }
        return "";
    }

    private String verdict() {
        if (!Double.isFinite(value)) {
            return "the function is not finite at x but " + value;
        } else if (wrong() && Double.isNaN(worst.numeric)) {
            return String.format(Locale.ROOT, "the function is not finite at %s ± %.3g", worst.place(), worst.reach);
        } else if (wrong()) {
            return "the gradient is wrong";
        } else if (tooManySkipped()) {
            return "too many checks lie at kinks";
        } else if (tooManyBlind()) {
            return "rounding hides too many derivatives";
        }
        return "the gradient is right";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d %s checked (tolerance %.3g), %d skipped at kinks (%.3g %%, at most %.3g %%), "
                        + "%d too uncertain to tell (%.3g %%, at most %.3g %%)%n  worst: %s%s",
                verdict(),
                checks() - skipped,
                checks(),
                directions > 0 ? "random directions over " + coordinates + " coordinates" : "coordinates",
                tolerance,
                skipped,
                100 * skippedShare(),
                100 * maxSkippedShare,
                blind,
                100 * blindShare(),
                100 * maxBlindShare,
                worst == null ? "none" : worst,
                advice());
    }
}
