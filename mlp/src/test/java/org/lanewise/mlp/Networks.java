package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.lanewise.kernels.CounterRandom;

/** Small random networks for properties. */
final class Networks {
    private static final long PARAMETERS = 'P';

    /** Cross-entropy with targets of 0.8 more than their equal shares. */
    static final Loss SMOOTHED = Loss.softmaxCrossEntropy(0.2f);

    /** All losses, some with the numbers that they may have. */
    static final Loss[] LOSSES = {
        Loss.SUM_OF_SQUARES,
        Loss.SOFTMAX_CROSS_ENTROPY,
        Loss.MEAN_OF_SQUARES,
        Loss.BINARY_CROSS_ENTROPY,
        Loss.ABSOLUTE_ERROR,
        Loss.huber(0.5f),
        SMOOTHED
    };

    /** A layer that takes rows of some width. */
    private interface Follower {
        Layer of(int width);
    }

    private Networks() {}

    /** Up to four dense layers of 1 to 6 neurons, each but the last followed by one or two others. */
    static Arbitrary<Mlp> any() {
        Arbitrary<Follower> follower = Arbitraries.of(
                width -> Activation.SIGMOID,
                width -> Activation.TANH,
                width -> Activation.RELU,
                width -> Activation.leakyRelu(0.01f),
                width -> Activation.leakyRelu(2),
                width -> Activation.IDENTITY,
                width -> Activation.SOFTPLUS,
                width -> Activation.SILU,
                width -> Activation.GELU,
                width -> Activation.elu(1),
                width -> Activation.elu(0.3f),
                width -> new Prelu(1),
                Prelu::new,
                width -> new Maxout(1, width),
                width -> new Maxout(width % 2 == 0 ? width / 2 : width, width % 2 == 0 ? 2 : 1));
        Arbitrary<List<Follower>> followers = follower.list().ofMinSize(1).ofMaxSize(2);
        Arbitrary<List<Integer>> widths =
                Arbitraries.integers().between(1, 6).list().ofMinSize(2).ofMaxSize(5);
        return Combinators.combine(widths, followers.list().ofSize(4), Arbitraries.of(true, false), Arbitraries.longs())
                .as(Networks::network);
    }

    private static Mlp network(List<Integer> widths, List<List<Follower>> followers, boolean lastActivated, long seed) {
        List<Layer> layers = new ArrayList<>();
        int width = widths.get(0);
        for (int i = 0; i + 1 < widths.size(); i++) {
            layers.add(new Dense(width, widths.get(i + 1)));
            width = widths.get(i + 1);
            if (lastActivated || i + 2 < widths.size()) {
                for (Follower follower : followers.get(i)) {
                    Layer layer = follower.of(width);
                    layers.add(layer);
                    width = layer.outputWidth(width);
                }
            }
        }
        Mlp model = new Mlp(layers);
        fill(model.parameters(), seed, PARAMETERS);
        return model;
    }

    /** Uniform numbers in [−1, 1). */
    static void fill(float[] x, long seed, long stream) {
        CounterRandom random = new CounterRandom(seed, stream);
        for (int i = 0; i < x.length; i++) {
            x[i] = 2 * random.uniform(i) - 1;
        }
    }
}
