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
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

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
    /** Parameters² × batch of a gradient by finite differences of each coordinate that takes about a second. */
    private static final long MOST_WORK = 50_000_000;

    /** A dense layer and what follows it. */
    record Stage(int width, Follower follower) {}

    /** What follows a dense layer. */
    enum Follower {
        NONE(true),
        SIGMOID(true, Activation.SIGMOID),
        TANH(true, Activation.TANH),
        RELU(false, Activation.RELU),
        LEAKY_RELU(false, Activation.leakyRelu(0.1f)),
        SIGMOID_OF_TANH(true, Activation.TANH, Activation.SIGMOID),
        IDENTITY(true, Activation.IDENTITY),
        SOFTPLUS(true, Activation.SOFTPLUS),
        SILU(true, Activation.SILU),
        GELU(true, Activation.GELU),
        GELU_OF_SILU(true, Activation.SILU, Activation.GELU),
        ELU(false, Activation.elu(1)),
        SMALL_ELU(false, Activation.elu(0.3f)),
        PRELU(false) {
            @Override
            List<Layer> layers(int width) {
                return List.of(new Prelu(width));
            }
        },
        SHARED_PRELU(false, new Prelu(1)),
        MAXOUT(false) {
            @Override
            int denseWidth(int width) {
                return 3 * width;
            }

            @Override
            List<Layer> layers(int width) {
                return List.of(new Maxout(width, 3));
            }
        },
        DROPOUT(true, new Dropout(0.7f)),
        DROPOUT_OF_TANH(true, Activation.TANH, new Dropout(0.5f)),
        RELU_OF_DROPOUT(false, new Dropout(0.9f), Activation.RELU),
        SILU_OF_DROPOUT(true, new Dropout(0.8f), Activation.SILU),
        KEPT_WHOLE(true, Activation.SIGMOID, new Dropout(1)),
        SHARED_PRELU_OF_KEPT(false, new Dropout(1), new Prelu(1));

        private final boolean smooth;
        private final List<Layer> layers;

        Follower(boolean smooth, Layer... layers) {
            this.smooth = smooth;
            this.layers = List.of(layers);
        }

        /** How wide the dense layer is, for as many outputs. */
        int denseWidth(int width) {
            return width;
        }

        List<Layer> layers(int width) {
            return layers;
        }

        boolean smooth() {
            return smooth;
        }

        boolean drops() {
            return layers.stream().anyMatch(Dropout.class::isInstance);
        }

        /**
         * Whether hidden units may change places, with their weights, or get company, and no bit changes: not if they
         * have slopes, whose gradients are sums over units, or are pieces.
         */
        boolean treatsUnitsAlike() {
            return this != PRELU && this != SHARED_PRELU && this != SHARED_PRELU_OF_KEPT && this != MAXOUT;
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
        NUMBERS(Loss.SUM_OF_SQUARES),
        CLASSES(Loss.SOFTMAX_CROSS_ENTROPY),
        ONE_HOT(Loss.SUM_OF_SQUARES),
        MEAN_OF_SQUARES(Loss.MEAN_OF_SQUARES),
        ABSOLUTE_ERROR(Loss.ABSOLUTE_ERROR),
        HUBER(Loss.huber(0.4f)),
        BINARY(Loss.BINARY_CROSS_ENTROPY),
        PROBABILITIES(Loss.softmaxCrossEntropy(0.1f)),
        SMOOTH_WEIGHTED_CLASSES(null);

        private final Loss loss;

        Target(Loss loss) {
            this.loss = loss;
        }
    }

    /**
     * Networks whose gradient by finite differences takes milliseconds, and of few about a second. One in a thousand, wide
     * as well as deep, would take up to minutes, and is left out.
     */
    static Arbitrary<NetworkCase> any() {
        return of(widths(), 6, 33, List.of(Follower.values()), List.of(Penalized.values()))
                .filter(NetworkCase::isCheap);
    }

    /** The same without dropout and penalties. */
    static Arbitrary<NetworkCase> plain() {
        return of(widths(), 6, 33, withoutDropout(), List.of(Penalized.NOT));
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

    private boolean isCheap() {
        long parameters = 0;
        int fanIn = inputWidth;
        for (Stage stage : stages) {
            parameters += (fanIn + 1L) * stage.follower.denseWidth(stage.width);
            for (Layer layer : stage.follower.layers(stage.width)) {
                parameters += layer.parameterCount();
            }
            fanIn = stage.width;
        }
        return parameters * parameters * batch <= MOST_WORK;
    }

    boolean smooth() {
        return stages.stream().allMatch(stage -> stage.follower.smooth())
                && target != Target.ABSOLUTE_ERROR
                && target != Target.HUBER
                && penalized.penalty.l1() == 0;
    }

    /** The model, with biases that are not 0, its batch and its loss. */
    MlpLoss loss() {
        return unpenalized().with(penalized.penalty).inTraining(seed, seed % 1000);
    }

    private MlpLoss unpenalized() {
        List<Layer> layers = new ArrayList<>();
        int width = inputWidth;
        for (Stage stage : stages) {
            layers.add(new Dense(width, stage.follower.denseWidth(stage.width)));
            layers.addAll(stage.follower.layers(stage.width));
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
        if (target == Target.CLASSES || target == Target.ONE_HOT || target == Target.SMOOTH_WEIGHTED_CLASSES) {
            Loss loss = target == Target.SMOOTH_WEIGHTED_CLASSES
                    ? Loss.softmaxCrossEntropy(0.2f, probabilities(width, random))
                    : target.loss;
            return MlpLoss.of(
                    loss, model, batch, inputs, random.ints(batch, 0, width).toArray());
        }
        boolean probable = target == Target.BINARY || target == Target.PROBABILITIES;
        float[] targets =
                probable ? probabilities(batch * width, random) : Numbers.UNIFORM.array(batch * width, random);
        return MlpLoss.of(target.loss, model, batch, inputs, targets);
    }

    private static float[] probabilities(int length, SplittableRandom random) {
        float[] numbers = Numbers.UNIFORM.array(length, random);
        for (int i = 0; i < length; i++) {
            numbers[i] = Math.abs(numbers[i]);
        }
        return numbers;
    }
}
