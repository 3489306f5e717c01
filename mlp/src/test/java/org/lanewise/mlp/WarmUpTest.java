package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.kernels.Penalty;

class WarmUpTest {
    private static final List<Layer> LAYERS = List.of(
            new Dense(7, 5),
            Activation.SIGMOID,
            new Dense(5, 4),
            Activation.TANH,
            new Dense(4, 4),
            Activation.leakyRelu(0.1f),
            new Dense(4, 12),
            new Prelu(12),
            new Maxout(6, 2),
            Activation.GELU,
            new Maxout(2, 3),
            new Prelu(1),
            new Dense(2, 2));

    static List<Loss> losses() {
        List<Loss> losses = new ArrayList<>(List.of(Networks.LOSSES));
        losses.add(Loss.softmaxCrossEntropy(0.1f, 1, 2));
        return losses;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void leavesAModelAloneAndEndsInTime(Loss loss) {
        Mlp model = new Mlp(LAYERS);
        Initialization.HE_NORMAL.apply(model, 1);
        float[] before = model.parameters().clone();
        // A rate that would blow up a network that it is used on.
        WarmUp warmUp = new WarmUp(model.layers(), loss, new GradientDescent(1e30f));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> warmUp.run(Duration.ofMillis(50)));
        assertArrayEquals(before, model.parameters());
    }

    static List<Optimizer> optimizers() {
        return List.of(
                new GradientDescent(1),
                new Momentum(1),
                new Nesterov(1),
                new RmsProp(1),
                new Adam(1),
                new AdamW(1, 0.9f, 0.999f, 1e-8f, 0.1f));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void knowsPenaltiesClippingAndDropout(Optimizer optimizer) {
        List<Layer> layers = List.of(new Dense(3, 5), new Dropout(0.5f), Activation.RELU, new Dense(5, 1));
        WarmUp warmUp =
                new WarmUp(layers, Loss.SUM_OF_SQUARES, optimizer, new Penalty(0.1f, 0.2f), new Clipping(0.5f, 0.25f));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> warmUp.run(Duration.ofMillis(50)));
    }

    /** Ten Maxouts whose pieces, multiplied, exceed what an int holds, and one of a million pieces. */
    @Test
    void knowsManyKindsOfMaxout() {
        List<Layer> layers = new ArrayList<>();
        for (int pieces = 2; pieces <= 11; pieces++) {
            layers.add(new Dense(4, 4 * pieces));
            layers.add(new Maxout(4, pieces));
        }
        layers.add(new Dense(4, 1_000_000));
        layers.add(new Maxout(1, 1_000_000));
        layers.add(new Dense(1, 2));
        WarmUp warmUp = new WarmUp(layers, Loss.SOFTMAX_CROSS_ENTROPY, new Adam(0.001f));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> warmUp.run(Duration.ofMillis(50)));
    }

    @Test
    void endsAtOnceWhenItWasStopped() {
        WarmUp warmUp = new WarmUp(LAYERS, Loss.SOFTMAX_CROSS_ENTROPY, new Adam(0.001f));
        warmUp.stop();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> warmUp.run(Duration.ofDays(1)));
    }
}
