package org.lanewise.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;

/**
 * A random network with a random batch: the width of the input, then a stage per dense layer, and the seed of all
 * numbers. Shrinks to few and narrow stages.
 */
record NetworkCase(
        int inputWidth,
        List<Stage> stages,
        int batch,
        Target target,
        Initialization initialization,
        Penalized penalized,
        long seed) {
    /** A dense layer and what follows it. */
    record Stage(int width, Follower follower) {}

    /** What follows a dense layer. */
    enum Follower {
        NONE(List.of()),
        SIGMOID(List.of(Activation.SIGMOID)),
        TANH(List.of(Activation.TANH)),
        RELU(List.of(Activation.RELU)),
        LEAKY_RELU(List.of(Activation.leakyRelu(0.1f))),
        SIGMOID_OF_TANH(List.of(Activation.TANH, Activation.SIGMOID)),
        DROPOUT(List.of(new Dropout(0.7f))),
        DROPOUT_OF_TANH(List.of(Activation.TANH, new Dropout(0.5f))),
        RELU_OF_DROPOUT(List.of(new Dropout(0.9f), Activation.RELU)),
        KEPT_WHOLE(List.of(Activation.SIGMOID, new Dropout(1)));

        private final List<Layer> layers;

        Follower(List<Layer> layers) {
            this.layers = layers;
        }

        boolean smooth() {
            return this != RELU && this != LEAKY_RELU && this != RELU_OF_DROPOUT;
        }

        boolean drops() {
            return layers.stream().anyMatch(Dropout.class::isInstance);
        }
    }

    /** What is added to the loss. */
    enum Penalized {
        NOT(Penalty.NONE),
        SQUARES(new Penalty(0, 0.3f)),
        MAGNITUDES(new Penalty(0.1f, 0)),
        BOTH(new Penalty(0.05f, 0.2f));

        private final Penalty penalty;

        Penalized(Penalty penalty) {
            this.penalty = penalty;
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
        return of(widths(), 4, 33, List.of(Follower.values()), List.of(Penalized.values()));
    }

    /** The same without dropout and penalties. */
    static Arbitrary<NetworkCase> plain() {
        return of(widths(), 4, 33, withoutDropout(), List.of(Penalized.NOT));
    }

    /** Networks so small, without dropout and penalties, that rounding hides nothing of their gradients. */
    static Arbitrary<NetworkCase> small() {
        return of(Arbitraries.integers().between(1, 5), 2, 6, withoutDropout(), List.of(Penalized.NOT));
    }

    private static Arbitrary<Integer> widths() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 8)),
                Tuple.of(1, Arbitraries.integers().between(9, 40)));
    }

    private static List<Follower> withoutDropout() {
        return Arrays.stream(Follower.values())
                .filter(follower -> !follower.drops())
                .toList();
    }

    private static Arbitrary<NetworkCase> of(
            Arbitrary<Integer> widths,
            int maxDepth,
            int maxBatch,
            List<Follower> followers,
            List<Penalized> penalized) {
        Arbitrary<Stage> stage =
                Combinators.combine(widths, Arbitraries.of(followers)).as(Stage::new);
        return Combinators.combine(
                        widths,
                        stage.list().ofMinSize(1).ofMaxSize(maxDepth),
                        Arbitraries.integers().between(1, maxBatch),
                        Arbitraries.of(Target.values()),
                        Arbitraries.of(Initialization.values()),
                        Arbitraries.of(penalized),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(NetworkCase::new);
    }

    boolean smooth() {
        return stages.stream().allMatch(stage -> stage.follower.smooth());
    }

    /** The model, with biases that are not 0, its batch and its loss. */
    MlpLoss loss() {
        // The magnitudes have kinks, which a smooth network's check does not look for.
        Penalty penalty = smooth() ? new Penalty(0, penalized.penalty.l2()) : penalized.penalty;
        return unpenalized().with(penalty).inTraining(seed, seed % 1000);
    }

    private MlpLoss unpenalized() {
        List<Layer> layers = new ArrayList<>();
        int width = inputWidth;
        for (Stage stage : stages) {
            layers.add(new Dense(width, stage.width));
            layers.addAll(stage.follower.layers);
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
