package org.lanewise.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;

/**
 * A random network with a random batch: the width of the input, then a stage per dense layer, and the seed of all
 * numbers. Shrinks to few and narrow stages.
 */
record NetworkCase(
        int inputWidth, List<Stage> stages, int batch, Target target, Initialization initialization, long seed) {
    /** A dense layer and what follows it. */
    record Stage(int width, Follower follower) {}

    /** What follows a dense layer. */
    enum Follower {
        NONE(List.of()),
        SIGMOID(List.of(Activation.SIGMOID)),
        TANH(List.of(Activation.TANH)),
        RELU(List.of(Activation.RELU)),
        LEAKY_RELU(List.of(Activation.leakyRelu(0.1f))),
        SIGMOID_OF_TANH(List.of(Activation.TANH, Activation.SIGMOID));

        private final List<Activation> activations;

        Follower(List<Activation> activations) {
            this.activations = activations;
        }

        boolean smooth() {
            return this != RELU && this != LEAKY_RELU;
        }
    }

    /** What the network is to learn. */
    enum Target {
        NUMBERS,
        CLASSES,
        ONE_HOT
    }

    /** Networks whose gradient by finite differences takes milliseconds. */
    static Arbitrary<NetworkCase> any() {
        return of(
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.integers().between(1, 8)),
                        Tuple.of(1, Arbitraries.integers().between(9, 40))),
                4,
                33);
    }

    /** Networks so small that rounding hides nothing of their gradients. */
    static Arbitrary<NetworkCase> small() {
        return of(Arbitraries.integers().between(1, 5), 2, 6);
    }

    private static Arbitrary<NetworkCase> of(Arbitrary<Integer> widths, int maxDepth, int maxBatch) {
        Arbitrary<Stage> stage =
                Combinators.combine(widths, Arbitraries.of(Follower.values())).as(Stage::new);
        return Combinators.combine(
                        widths,
                        stage.list().ofMinSize(1).ofMaxSize(maxDepth),
                        Arbitraries.integers().between(1, maxBatch),
                        Arbitraries.of(Target.values()),
                        Arbitraries.of(Initialization.values()),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(NetworkCase::new);
    }

    boolean smooth() {
        return stages.stream().allMatch(stage -> stage.follower.smooth());
    }

    /** The model, with biases that are not 0, its batch and its loss. */
    MlpLoss loss() {
        List<Layer> layers = new ArrayList<>();
        int width = inputWidth;
        for (Stage stage : stages) {
            layers.add(new Dense(width, stage.width));
            layers.addAll(stage.follower.activations);
            width = stage.width;
        }
        Mlp model = new Mlp(layers);
        initialization.apply(model, seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense dense) {
                for (int j = 0; j < dense.fanOut(); j++) {
                    model.parameters()[model.biasOffset(i) + j] = Numbers.UNIFORM.next(random) / 2;
                }
            }
        }
        float[] inputs = Numbers.UNIFORM.array(batch * inputWidth, random);
        if (target != Target.NUMBERS) {
            Loss loss = target == Target.CLASSES ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.SUM_OF_SQUARES;
            int[] labels = random.ints(batch, 0, width).toArray();
            return MlpLoss.of(loss, model, batch, inputs, labels);
        }
        return MlpLoss.sumOfSquares(model, batch, inputs, Numbers.UNIFORM.array(batch * width, random));
    }
}
