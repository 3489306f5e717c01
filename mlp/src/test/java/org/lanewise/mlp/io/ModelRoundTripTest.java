package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

class ModelRoundTripTest {
    private static Path directory;

    @BeforeContainer
    static void createDirectory() throws IOException {
        directory = Files.createTempDirectory("lanewise-models");
    }

    @AfterContainer
    static void deleteDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("model"));
        Files.delete(directory);
    }

    /** Every bit comes back: of the layers, the slopes, and parameters that are any finite float. */
    @Property(tries = 300)
    void everyBitComesBack(@ForAll("architectures") List<Layer> layers, @ForAll long seed) throws IOException {
        Mlp model = new Mlp(layers);
        fill(model.parameters(), seed);
        Path file = directory.resolve("model");
        ModelFile.save(model, file);
        Mlp loaded = ModelFile.load(file);
        assertEquals(layers, loaded.layers());
        assertEquals(model.parameters().length, loaded.parameters().length);
        for (int i = 0; i < model.parameters().length; i++) {
            assertEquals(
                    Float.floatToRawIntBits(model.parameters()[i]), Float.floatToRawIntBits(loaded.parameters()[i]));
        }
    }

    /** Random finite bits, and the special values in turn among them. */
    private static void fill(float[] parameters, long seed) {
        float[] special = {
            -0f, 0, Float.MIN_VALUE, -Float.MIN_VALUE, 0x0.fffffep-126f, Float.MAX_VALUE, -Float.MAX_VALUE
        };
        CounterRandom random = new CounterRandom(seed, 0);
        for (int i = 0; i < parameters.length; i++) {
            float any = Float.intBitsToFloat(random.bits(i));
            parameters[i] = i % 3 == 0 || !Float.isFinite(any) ? special[random.below(i, special.length)] : any;
        }
    }

    @Provide
    Arbitrary<List<Layer>> architectures() {
        Arbitrary<Integer> widths = Arbitraries.integers().between(1, 40).edgeCases(e -> e.add(1, 2, 7, 8, 9));
        // Beyond one buffer of 64 KiB in about every tenth model.
        Arbitrary<Integer> wide = Arbitraries.frequencyOf(
                Tuple.of(30, widths), Tuple.of(1, Arbitraries.integers().between(400, 500)));
        Arbitrary<Layer> activations = Arbitraries.oneOf(
                Arbitraries.of(
                        Activation.IDENTITY,
                        Activation.SIGMOID,
                        Activation.TANH,
                        Activation.RELU,
                        Activation.SOFTPLUS,
                        Activation.SILU,
                        Activation.GELU),
                Arbitraries.integers()
                        .between(0, Float.floatToIntBits(Float.MAX_VALUE))
                        .map(bits -> Activation.elu(Float.intBitsToFloat(bits))),
                // Placeholders, fitted to the width.
                Arbitraries.of(new Prelu(1), new Prelu(2), new Maxout(1, 1)),
                Arbitraries.floats().between(0, Float.MAX_VALUE).ofScale(0).map(Activation::leakyRelu),
                Arbitraries.integers()
                        .between(0, Float.floatToIntBits(Float.MAX_VALUE))
                        .map(bits -> Activation.leakyRelu(Float.intBitsToFloat(bits))),
                Arbitraries.just(Activation.leakyRelu(-0f)),
                Arbitraries.floats()
                        .between(0, true, 1, true)
                        .filter(p -> p > 0)
                        .map(Dropout::new),
                Arbitraries.of(new Dropout(1), new Dropout(Float.MIN_VALUE)));
        Arbitrary<List<Layer>> between = activations.list().ofMaxSize(2);
        return Combinators.combine(
                        wide,
                        wide.list().ofMinSize(1).ofMaxSize(4),
                        between.list().ofSize(4))
                .as(ModelRoundTripTest::layers);
    }

    private static List<Layer> layers(int fanIn, List<Integer> widths, List<List<Layer>> activations) {
        List<Layer> layers = new ArrayList<>();
        int width = fanIn;
        for (int i = 0; i < widths.size(); i++) {
            layers.add(new Dense(width, widths.get(i)));
            width = widths.get(i);
            for (Layer layer : activations.get(i)) {
                if (layer instanceof Prelu prelu && prelu.slopes() > 1) {
                    layer = new Prelu(width);
                } else if (layer instanceof Maxout) {
                    layer = width % 3 == 0 ? new Maxout(width / 3, 3) : new Maxout(width, 1);
                }
                layers.add(layer);
                width = layer.outputWidth(width);
            }
        }
        return layers;
    }
}
