package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.testing.LeastCases;

/** Gradients of random networks: the library's, the graph's and finite differences agree. */
class MlpGradientTest {
    /** The library's gradients are the graph's up to rounding, by a bound derived for each parameter. */
    @Property(tries = 200)
    void libraryWithinTheBoundOfTheGraph(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        double[] exact = MlpGraph.of(loss).parameterGradients();
        double[] bounds = MlpErrorBound.of(loss).gradientErrors();
        float[] actual = loss.libraryGradients();
        for (int i = 0; i < exact.length; i++) {
            if (!(Math.abs(actual[i] - exact[i]) <= bounds[i] + 1e-12 * Math.abs(exact[i]))) {
                throw new AssertionError(MlpParameter.at(loss.model(), i) + ": gradient " + actual[i] + ", exactly "
                        + exact[i] + ", bound " + bounds[i]);
            }
        }
    }

    @Property(tries = 200)
    void lossWithinTheBoundOfTheGraph(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        double exact = MlpGraph.of(loss).loss();
        assertEquals(exact, loss.libraryLoss(), MlpErrorBound.of(loss).lossError() + 1e-12 * exact);
    }

    /**
     * Three ways to the same loss and gradient in double: the graph, backpropagation and plain loops. The bounds of float
     * hold for double, times 2⁻²⁹, and for either of two ways. Beyond them lie the sum of the losses, which the library has
     * in double already, with the penalty; and the penalty's derivative, to which the graph adds that of each sample.
     */
    @Property(tries = 200)
    void oraclesAgree(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        MlpGraph graph = MlpGraph.of(loss);
        MlpErrorBound bound = MlpErrorBound.of(loss);
        long terms =
                (long) loss.batch() * loss.model().outputWidth() + loss.model().parameters().length;
        double lossError = 0x1p-29 * bound.lossError() + ErrorBound.gamma(terms, 0x1p-53) * graph.loss();
        assertEquals(graph.loss(), loss.valueAt(loss.parameters()), 2 * lossError);
        double[] expected = graph.parameterGradients();
        double[] actual = bound.gradients();
        double[] errors = bound.gradientErrors();
        double[] parameters = loss.parameters();
        for (int i = 0; i < expected.length; i++) {
            double penalized = loss.penalty().l1() + loss.penalty().l2() * Math.abs(parameters[i]);
            double error = 0x1p-29 * errors[i] + ErrorBound.gamma(loss.batch() + 4L, 0x1p-53) * penalized;
            assertEquals(expected[i], actual[i], 2 * error, "parameter " + i);
        }
    }

    /** Normalised error at most 1e-8 for smooth networks, 1e-6 for networks with kinks. */
    @Property(tries = 100)
    void graphAgainstFiniteDifferences(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        GradientCheck check = network.smooth() ? GradientCheck.SMOOTH : GradientCheck.KINKED;
        check.check(loss, loss.parameters(), MlpGraph.of(loss).parameterGradients())
                .assertPassed();
    }

    /** Without the few networks with a preactivation so near to a kink that it lies in the way of many coordinates. */
    @Property(tries = 100)
    @LeastCases(90)
    void libraryAgainstFiniteDifferences(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        assertPassedUnlessAtKinks(GradientCheck.of(loss).check(loss));
    }

    /** Without the few networks with a preactivation so near to a kink that it lies in the way of most directions. */
    @Property(tries = 100)
    @LeastCases(85)
    void libraryAgainstFiniteDifferencesAlongDirections(@ForAll("withoutMagnitudes") NetworkCase network) {
        MlpLoss loss = network.loss();
        GradientCheck check = GradientCheck.of(loss).withDirections(8, network.seed());
        assertPassedUnlessAtKinks(check.check(loss));
    }

    /** What {@link MlpErrorBound#likely} does not prove, it does not break either. */
    @Property(tries = 200)
    void libraryWithinTheLikelyBound(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        MlpErrorBound likely = MlpErrorBound.likely(loss);
        double[] exact = likely.gradients();
        double[] bounds = likely.gradientErrors();
        float[] actual = loss.libraryGradients();
        for (int i = 0; i < exact.length; i++) {
            if (!(Math.abs(actual[i] - exact[i]) <= bounds[i])) {
                throw new AssertionError(MlpParameter.at(loss.model(), i) + ": gradient " + actual[i] + ", exactly "
                        + exact[i] + ", likely bound " + bounds[i]);
            }
        }
    }

    private static void assertPassedUnlessAtKinks(GradientReport report) {
        Assume.that(report.skippedShare() <= report.maxSkippedShare());
        report.assertPassed();
    }

    @Provide
    Arbitrary<NetworkCase> networks() {
        return NetworkCase.any();
    }

    /** Without L1, whose kink at one weight near 0 lies in the way of every direction. */
    @Provide
    Arbitrary<NetworkCase> withoutMagnitudes() {
        return networks()
                .filter(network -> network.penalized() == NetworkCase.Penalized.NOT
                        || network.penalized() == NetworkCase.Penalized.SQUARES);
    }
}
