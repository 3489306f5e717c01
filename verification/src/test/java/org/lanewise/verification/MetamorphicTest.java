package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.kernels.Losses;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;

/** What must not change, or must change in a known way, when a network or its batch is transformed. */
class MetamorphicTest {
    /** Hidden units in another order are the same network: the gradients follow them, up to the bounds of both. */
    @Property(tries = 200)
    void permutedHiddenUnits(@ForAll("deep") NetworkCase network) {
        MlpLoss loss = network.loss();
        Mlp model = loss.model();
        Hidden hidden = Hidden.of(model, network.seed());
        int[] order = IntStream.range(0, hidden.width).toArray();
        SplittableRandom random = new SplittableRandom(network.seed());
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] from = IntStream.range(0, model.parameters().length).toArray();
        for (int unit = 0; unit < hidden.width; unit++) {
            for (int i = 0; i < hidden.fanIn; i++) {
                from[hidden.in(i, unit)] = hidden.in(i, order[unit]);
            }
            from[hidden.bias(unit)] = hidden.bias(order[unit]);
            for (int j = 0; j < hidden.fanOut; j++) {
                from[hidden.out(unit, j)] = hidden.out(order[unit], j);
            }
        }
        MlpLoss permuted = on(loss, parameters -> {
            float[] original = parameters.clone();
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = original[from[i]];
            }
        });
        float[] expected = loss.libraryGradients();
        float[] actual = permuted.libraryGradients();
        double[] expectedErrors = MlpErrorBound.of(loss).gradientErrors();
        double[] actualErrors = MlpErrorBound.of(permuted).gradientErrors();
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[from[i]], actual[i], expectedErrors[from[i]] + actualErrors[i], "parameter " + i);
        }
        assertEquals(
                loss.libraryLoss(),
                permuted.libraryLoss(),
                MlpErrorBound.of(loss).lossError() + MlpErrorBound.of(permuted).lossError());
    }

    /**
     * The gradient of a batch is the weighted mean of its parts', up to the bounds of the three. The mean is in double,
     * whose roundings are 2²⁹ times smaller than those of float of which each bound has one to spare.
     */
    @Property(tries = 200)
    void splitBatch(@ForAll("divisible") NetworkCase network, @ForAll @IntRange(min = 1, max = 32) int cut) {
        MlpLoss whole = network.loss();
        int first = 1 + (cut - 1) % (whole.batch() - 1);
        double[] sum = new double[whole.model().parameters().length];
        double[] bound = sum.clone();
        double loss = 0;
        double lossBound = MlpErrorBound.of(whole).lossError();
        for (int[] part : new int[][] {{0, first}, {first, whole.batch()}}) {
            MlpLoss of = rows(whole, part[0], part[1]);
            float[] gradients = of.libraryGradients();
            MlpErrorBound partBound = MlpErrorBound.of(of);
            double[] errors = partBound.gradientErrors();
            double share = (double) of.batch() / whole.batch();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += share * gradients[i];
                bound[i] += share * errors[i];
            }
            loss += share * of.libraryLoss();
            lossBound += share * partBound.lossError();
        }
        float[] actual = whole.libraryGradients();
        double[] errors = MlpErrorBound.of(whole).gradientErrors();
        for (int i = 0; i < sum.length; i++) {
            assertEquals(sum[i], actual[i], bound[i] + errors[i], "parameter " + i);
        }
        assertEquals(loss, whole.libraryLoss(), lossBound);
    }

    /** Hidden units without weights add zeros to each chain: nothing changes, to the bit but for the sign of a zero. */
    @Property(tries = 200)
    void zeroPaddedWidth(@ForAll("deep") NetworkCase network, @ForAll @IntRange(min = 1, max = 20) int padding) {
        MlpLoss loss = network.loss();
        Mlp model = loss.model();
        Hidden hidden = Hidden.of(model, network.seed());
        List<Layer> layers = new ArrayList<>(model.layers());
        layers.set(hidden.layer, new Dense(hidden.fanIn, hidden.width + padding));
        layers.set(hidden.next, new Dense(hidden.width + padding, hidden.fanOut));
        Mlp padded = new Mlp(layers);
        Hidden paddedHidden = new Hidden(padded, hidden.layer, hidden.next);
        int[] to = new int[model.parameters().length];
        for (int i = 0; i < layers.size(); i++) {
            if (model.layers().get(i) instanceof Dense dense && i != hidden.layer && i != hidden.next) {
                for (int j = 0; j < dense.parameterCount(); j++) {
                    to[model.weightsOffset(i) + j] = padded.weightsOffset(i) + j;
                }
            }
        }
        for (int unit = 0; unit < hidden.width; unit++) {
            for (int i = 0; i < hidden.fanIn; i++) {
                to[hidden.in(i, unit)] = paddedHidden.in(i, unit);
            }
            to[hidden.bias(unit)] = paddedHidden.bias(unit);
            for (int j = 0; j < hidden.fanOut; j++) {
                to[hidden.out(unit, j)] = paddedHidden.out(unit, j);
            }
        }
        for (int j = 0; j < hidden.fanOut; j++) {
            to[model.biasOffset(hidden.next) + j] = padded.biasOffset(hidden.next) + j;
        }
        for (int i = 0; i < to.length; i++) {
            padded.parameters()[to[i]] = model.parameters()[i];
        }
        MlpLoss paddedLoss = with(loss, padded, 0, loss.batch());
        assertEquals(loss.libraryLoss(), paddedLoss.libraryLoss());
        float[] expected = loss.libraryGradients();
        float[] actual = paddedLoss.libraryGradients();
        for (int i = 0; i < to.length; i++) {
            if (expected[i] != actual[to[i]]) {
                throw new AssertionError(MlpParameter.at(model, i) + ": " + Bits.show(expected[i]) + ", padded "
                        + Bits.show(actual[to[i]]));
            }
        }
    }

    /** Behind a ReLU, its kin or nothing, 2ᵖ in the weights before and 2⁻ᵖ in those after cancel, to the bit. */
    @Property(tries = 200)
    void scaledByAPowerOfTwo(@ForAll("homogeneous") NetworkCase network, @ForAll @IntRange(min = -6, max = 6) int p) {
        MlpLoss loss = network.loss();
        Hidden hidden = Hidden.of(loss.model(), network.seed());
        int[] power = new int[loss.model().parameters().length];
        for (int unit = 0; unit < hidden.width; unit++) {
            for (int i = 0; i < hidden.fanIn; i++) {
                power[hidden.in(i, unit)] = p;
            }
            power[hidden.bias(unit)] = p;
            for (int j = 0; j < hidden.fanOut; j++) {
                power[hidden.out(unit, j)] = -p;
            }
        }
        MlpLoss scaled = on(loss, parameters -> {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = Math.scalb(parameters[i], power[i]);
            }
        });
        assertEquals(loss.libraryLoss(), scaled.libraryLoss());
        float[] expected = loss.libraryGradients();
        float[] actual = scaled.libraryGradients();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Math.scalb(expected[i], -power[i]);
        }
        assertArrayEquals(expected, actual);
    }

    /** A number added to all logits of a row, exactly, changes neither loss nor gradient. */
    @Property(tries = 200)
    void shiftedLogits(
            @ForAll @IntRange(min = 1, max = 70) int classes,
            @ForAll @IntRange(min = -64, max = 64) int shift,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 3;
        int[] labels = random.ints(rows, 0, classes).toArray();
        float[] logits = new float[rows * classes];
        float[] shifted = new float[rows * classes];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(-8 << 10, 8 << 10) * 0x1p-10f;
            shifted[i] = logits[i] + shift;
        }
        float[] expected = new float[logits.length];
        float[] actual = new float[logits.length];
        double loss = Losses.softmaxCrossEntropy(
                rows, classes, 1f / rows, logits, 0, classes, labels, 0, expected, 0, classes);
        double shiftedLoss = Losses.softmaxCrossEntropy(
                rows, classes, 1f / rows, shifted, 0, classes, labels, 0, actual, 0, classes);
        assertEquals(loss, shiftedLoss);
        assertArrayEquals(expected, actual);
    }

    @Provide
    Arbitrary<NetworkCase> networks() {
        return NetworkCase.plain();
    }

    @Provide
    Arbitrary<NetworkCase> divisible() {
        return networks().filter(network -> network.batch() > 1);
    }

    @Provide
    Arbitrary<NetworkCase> deep() {
        return networks()
                .filter(network -> network.stages().size() > 1
                        && network.stages().stream()
                                .allMatch(stage -> stage.follower().treatsUnitsAlike()));
    }

    @Provide
    Arbitrary<NetworkCase> homogeneous() {
        return deep().map(network -> new NetworkCase(
                network.inputWidth(),
                network.stages().stream()
                        .map(stage -> new NetworkCase.Stage(
                                stage.width(),
                                stage.follower() == NetworkCase.Follower.LEAKY_RELU
                                        ? NetworkCase.Follower.LEAKY_RELU
                                        : NetworkCase.Follower.RELU))
                        .toList(),
                network.batch(),
                network.target(),
                network.initialization(),
                network.penalized(),
                network.seed()));
    }

    /** A hidden layer, the dense layer after it, and where the parameters around its units lie. */
    private record Hidden(Mlp model, int layer, int next, int fanIn, int width, int fanOut) {
        Hidden(Mlp model, int layer, int next) {
            this(
                    model,
                    layer,
                    next,
                    ((Dense) model.layers().get(layer)).fanIn(),
                    ((Dense) model.layers().get(layer)).fanOut(),
                    ((Dense) model.layers().get(next)).fanOut());
        }

        static Hidden of(Mlp model, long seed) {
            int[] dense = IntStream.range(0, model.layers().size())
                    .filter(i -> model.layers().get(i) instanceof Dense)
                    .toArray();
            int chosen = (int) Math.floorMod(seed, (long) dense.length - 1);
            return new Hidden(model, dense[chosen], dense[chosen + 1]);
        }

        int in(int i, int unit) {
            return model.weightsOffset(layer) + i * width + unit;
        }

        int bias(int unit) {
            return model.biasOffset(layer) + unit;
        }

        int out(int unit, int j) {
            return model.weightsOffset(next) + unit * fanOut + j;
        }
    }

    private interface Change {
        void to(float[] parameters);
    }

    /** The same loss of a model with changed parameters. */
    private static MlpLoss on(MlpLoss loss, Change change) {
        Mlp model = new Mlp(loss.model().layers());
        System.arraycopy(loss.model().parameters(), 0, model.parameters(), 0, model.parameters().length);
        change.to(model.parameters());
        return with(loss, model, 0, loss.batch());
    }

    private static MlpLoss rows(MlpLoss loss, int first, int end) {
        return with(loss, loss.model(), first, end);
    }

    private static MlpLoss with(MlpLoss loss, Mlp model, int first, int end) {
        int inputs = model.inputWidth();
        int outputs = model.outputWidth();
        float[] x = Arrays.copyOfRange(loss.inputs(), first * inputs, end * inputs);
        if (loss.labelled()) {
            int[] labels = IntStream.range(first, end).map(loss::label).toArray();
            return MlpLoss.of(loss.loss(), model, end - first, x, labels);
        }
        float[] targets = Arrays.copyOfRange(loss.targets(), first * outputs, end * outputs);
        return MlpLoss.of(loss.loss(), model, end - first, x, targets);
    }
}
