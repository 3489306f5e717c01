package org.lanewise.verification;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Predictor;
import org.lanewise.mlp.Workspace;

/** The outputs of a sample are the same bits alone and in a batch of any size from 1 to 257, at any place in it. */
class BatchRowsTest {
    private static final int MAX_BATCH = 257;
    private static final ForkJoinPool POOL = new ForkJoinPool(3);

    @AfterAll
    static void closePool() {
        POOL.close();
    }

    /** The run's network, one of widths around tiles and panels, one whose rows alone are streamed, and wide ones. */
    static Stream<Mlp> models() {
        return Stream.of(
                DigestedNetwork.NARROW.model(),
                model(1, 1, 17, 9),
                model(37, 128, 256, 10),
                model(65, 193, 31),
                model(130, 1100, 3));
    }

    private static Mlp model(int... widths) {
        List<Activation> activations = List.of(Activation.TANH, Activation.GELU, Activation.SOFTPLUS);
        Stream.Builder<Layer> layers = Stream.builder();
        for (int i = 0; i + 1 < widths.length; i++) {
            layers.add(new Dense(widths[i], widths[i + 1]));
            layers.add(activations.get(i));
        }
        Mlp model = new Mlp(layers.build().toList());
        Initialization.HE_NORMAL.apply(model, widths.length);
        return model;
    }

    @ParameterizedTest
    @MethodSource("models")
    void workspace(Mlp model) {
        float[] inputs = inputs(model);
        float[] expected = rowsAlone(model, inputs);
        for (Parallelism parallelism : List.of(Parallelism.SEQUENTIAL, new Parallelism(POOL, 3))) {
            Workspace together = new Workspace(model, MAX_BATCH, parallelism);
            for (int batch = 1; batch <= MAX_BATCH; batch++) {
                int first = first(batch);
                together.forward(batch, inputs, first * model.inputWidth());
                assertRows(model, expected, first, batch, together.output());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictor(Mlp model) {
        float[] inputs = inputs(model);
        float[] expected = rowsAlone(model, inputs);
        Predictor predictor = new Predictor(model);
        float[] outputs = new float[expected.length];
        for (Parallelism parallelism : List.of(Parallelism.SEQUENTIAL, new Parallelism(POOL, 3))) {
            for (int batch = 1; batch <= MAX_BATCH; batch++) {
                int first = first(batch);
                predictor.predict(batch, inputs, first * model.inputWidth(), outputs, 0, parallelism);
                assertRows(model, expected, first, batch, outputs);
            }
        }
    }

    private static float[] inputs(Mlp model) {
        return Numbers.UNIFORM.array(MAX_BATCH * model.inputWidth(), new SplittableRandom(1));
    }

    private static float[] rowsAlone(Mlp model, float[] inputs) {
        Workspace alone = new Workspace(model, 1, Parallelism.SEQUENTIAL);
        int width = model.outputWidth();
        float[] outputs = new float[MAX_BATCH * width];
        for (int i = 0; i < MAX_BATCH; i++) {
            alone.forward(1, inputs, i * model.inputWidth());
            System.arraycopy(alone.output(), 0, outputs, i * width, width);
        }
        return outputs;
    }

    /** Of the rows from first on, so that a row has another place in each batch. */
    private static int first(int batch) {
        return (MAX_BATCH - batch) * 2 / 3;
    }

    private static void assertRows(Mlp model, float[] expected, int first, int batch, float[] actual) {
        int width = model.outputWidth();
        Bits.assertSame(
                "batch of " + batch,
                Arrays.copyOfRange(expected, first * width, (first + batch) * width),
                Arrays.copyOf(actual, batch * width));
    }
}
