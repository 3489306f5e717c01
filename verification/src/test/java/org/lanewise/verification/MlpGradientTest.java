package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

    /** Three ways to the same loss and gradient in double: the graph, backpropagation and plain loops. */
    @Property(tries = 200)
    void oraclesAgree(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        MlpGraph graph = MlpGraph.of(loss);
        assertEquals(graph.loss(), loss.valueAt(loss.parameters()), 1e-13 * Math.max(1, graph.loss()));
        assertArrayEquals(graph.parameterGradients(), MlpErrorBound.of(loss).gradients(), 1e-12);
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
