package org.lanewise.jmh.steps;

/**
 * The losses of a training's first steps. Contestants that start from the same parameters and data, and do the same
 * forward, backward and update, agree in all of them but for rounding; the first tells of the forward pass alone, the
 * others of the gradients and the update.
 */
final class Agreement {
    /** Of each contestant; the later losses come after updates. */
    static final int STEPS = 3;

    /**
     * The largest relative difference of two losses. EJML's and PyTorch's differ from Lanewise's by 10⁻⁶ at most in the
     * 32 cases, by rounding.
     */
    static final double BOUND = 1e-5;

    /** An update that is missing or wrong must show: the losses have to change by this many bounds. */
    private static final double LEAST_CHANGE = 100;

    private final String item;
    private final double[] expected;

    /**
     * What to agree with.
     *
     * @param item the case, for messages
     * @param run whose losses
     * @throws ArithmeticException if they hardly change, and so would show nothing
     */
    Agreement(String item, TrainingRun run) {
        this.item = item;
        this.expected = losses(run);
        double change = Math.abs(expected[STEPS - 1] - expected[0]) / Math.abs(expected[0]);
        if (!(change >= LEAST_CHANGE * BOUND)) {
            throw new ArithmeticException(
                    item + ": losses change by " + change + " (expected: >= " + LEAST_CHANGE * BOUND + ")");
        }
    }

    private static double[] losses(TrainingRun run) {
        double[] losses = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            run.steps(1);
            losses[i] = run.loss();
        }
        return losses;
    }

    /**
     * Runs another contestant's first steps.
     *
     * @param name whose they are
     * @param run the training
     * @throws ArithmeticException if a loss differs
     */
    void check(String name, TrainingRun run) {
        double[] losses = losses(run);
        for (int i = 0; i < STEPS; i++) {
            // Not "greater than": NaN must fail.
            if (!(Math.abs(losses[i] - expected[i]) <= BOUND * Math.abs(expected[i]))) {
                throw new ArithmeticException(name + ", " + item + ": the loss of step " + (i + 1) + " is " + losses[i]
                        + " (expected: " + expected[i] + ", within " + BOUND + " of it)");
            }
        }
    }
}
