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

    private Networks() {}

    /** Up to four dense layers of 1 to 6 neurons, each but the last followed by one or two activations. */
    static Arbitrary<Mlp> any() {
        Arbitrary<Activation> activation = Arbitraries.of(
                Activation.SIGMOID,
                Activation.TANH,
                Activation.RELU,
                Activation.leakyRelu(0.01f),
                Activation.leakyRelu(2));
        Arbitrary<List<Activation>> activations = activation.list().ofMinSize(1).ofMaxSize(2);
        Arbitrary<List<Integer>> widths =
                Arbitraries.integers().between(1, 6).list().ofMinSize(2).ofMaxSize(5);
        return Combinators.combine(
                        widths, activations.list().ofSize(4), Arbitraries.of(true, false), Arbitraries.longs())
                .as(Networks::network);
    }

    private static Mlp network(
            List<Integer> widths, List<List<Activation>> activations, boolean lastActivated, long seed) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < widths.size(); i++) {
            layers.add(new Dense(widths.get(i), widths.get(i + 1)));
            if (lastActivated || i + 2 < widths.size()) {
                layers.addAll(activations.get(i));
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
