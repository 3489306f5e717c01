package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;
import org.lanewise.testing.LeastCases;

/** A gradient checker is worth what it rejects: seeded faults in right gradients are each found. */
class WrongGradientTest {
    @Property(tries = 200)
    @LeastCases(150)
    void onePercentTooLarge(@ForAll("networks") NetworkCase network) {
        rejects(network, gradients -> {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= 1.01f;
            }
            return gradients;
        });
    }

    @Property(tries = 200)
    @LeastCases(150)
    void oneDerivativeOffByOnePercent(@ForAll("networks") NetworkCase network) {
        rejects(network, gradients -> {
            gradients[largest(gradients)] *= 0.99f;
            return gradients;
        });
    }

    @Property(tries = 200)
    @LeastCases(120)
    void missingMean(@ForAll("networks") NetworkCase network) {
        Assume.that(network.batch() > 1);
        rejects(network, gradients -> {
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= network.batch();
            }
            return gradients;
        });
    }

    @Property(tries = 200)
    @LeastCases(150)
    void droppedBias(@ForAll("networks") NetworkCase network) {
        Mlp model = network.loss().model();
        int bias = model.biasOffset(0);
        int count = ((Dense) model.layers().get(0)).fanOut();
        rejects(network, gradients -> {
            for (int i = bias; i < bias + count; i++) {
                gradients[i] = 0;
            }
            return gradients;
        });
    }

    @Property(tries = 200)
    @LeastCases(80)
    void transposedWeights(@ForAll("networks") NetworkCase network) {
        Dense dense = (Dense) network.loss().model().layers().get(0);
        Assume.that(dense.fanIn() > 1 && dense.fanOut() > 1);
        rejects(network, gradients -> {
            float[] wrong = gradients.clone();
            for (int i = 0; i < dense.fanIn(); i++) {
                for (int j = 0; j < dense.fanOut(); j++) {
                    wrong[j * dense.fanIn() + i] = gradients[i * dense.fanOut() + j];
                }
            }
            return wrong;
        });
    }

    @Property(tries = 50)
    @LeastCases(40)
    void notANumber(@ForAll("networks") NetworkCase network) {
        rejects(network, gradients -> {
            gradients[0] = Float.NaN;
            return gradients;
        });
    }

    @Provide
    Arbitrary<NetworkCase> networks() {
        return NetworkCase.small();
    }

    /** The fault must change a derivative that counts by 1 %; neither a kink nor rounding must hide it. */
    private static void rejects(NetworkCase network, UnaryOperator<float[]> fault) {
        MlpLoss loss = network.loss();
        float[] right = loss.libraryGradients();
        float[] wrong = fault.apply(right.clone());
        double largest = Math.abs(right[largest(right)]);
        double[] errors = MlpErrorBound.of(loss).gradientErrors();
        double differenceError = 2e-9 * Math.max(1, loss.valueAt(loss.parameters()));
        boolean counts = false;
        for (int i = 0; i < right.length; i++) {
            double change = Math.abs(wrong[i] - right[i]);
            counts |= Float.isNaN(wrong[i])
                    || change > 0.005 * largest
                            && change > 0.005 * Math.abs(wrong[i])
                            && change > 2 * (errors[i] + differenceError);
        }
        Assume.that(counts);
        GradientCheck check = GradientCheck.of(loss).withMaxSkippedShare(1);
        GradientReport report = check.check(loss, right);
        report.assertPassed();
        Assume.that(report.skipped() == 0);
        assertFalse(check.check(loss, wrong).passed(), () -> "a wrong gradient passed: " + check.check(loss, wrong));
    }

    private static int largest(float[] numbers) {
        int largest = 0;
        for (int i = 0; i < numbers.length; i++) {
            largest = Math.abs(numbers[i]) > Math.abs(numbers[largest]) ? i : largest;
        }
        return largest;
    }
}
