package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Numbers out of range, labels, and the arguments of {@link Parallelism} and {@link CounterRandom}. */
class ApiRangesTest {
    private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

    @Test
    void slope() {
        ApiCall forward = ApiCall.of(Activations.class, "leakyRelu", 2, 0.1f, new float[2], 0, new float[2], 0);
        ApiCall backward = ApiCall.of(
                Activations.class, "leakyReluBackward", 2, 0.1f, new float[2], 0, new float[2], 0, new float[2], 0);
        for (ApiCall call : new ApiCall[] {forward, backward}) {
            for (float slope : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY, -Float.MIN_VALUE}) {
                call.with("slope", slope).fails(ILLEGAL, "slope: " + slope + " (expected: >= 0 and finite)");
            }
            call.with("slope", 0f).succeeds();
            call.with("slope", Float.MAX_VALUE).succeeds();
        }
    }

    @Test
    void alpha() {
        ApiCall forward = ApiCall.of(SmoothRectifiers.class, "elu", 2, 0.1f, new float[2], 0, new float[2], 0);
        ApiCall backward = ApiCall.of(
                SmoothRectifiers.class, "eluBackward", 2, 0.1f, new float[2], 0, new float[2], 0, new float[2], 0);
        for (ApiCall call : new ApiCall[] {forward, backward}) {
            for (float alpha : new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
                call.with("alpha", alpha).fails(ILLEGAL, "alpha: " + alpha + " (expected: >= 0 and finite)");
            }
            call.with("alpha", 0f).succeeds();
        }
    }

    @Test
    void unitsTimesPiecesOverflow() {
        ApiCall.of(Maxout.class, "forward", 1, 1, 1, new float[2], 0, 1, new float[2], 0, 1)
                .with("pieces", (1 << 24) + 1)
                .fails(ILLEGAL, "pieces: 16777217 (expected: <= 16777216)");
        ApiCall.of(Maxout.class, "forward", 1, 1, 1, new float[2], 0, 1, new float[2], 0, 1)
                .with("units", 1 << 16)
                .with("pieces", 1 << 15)
                .fails(ILLEGAL, "pieces: 32768 (expected: units * pieces < 2^31, units = 65536)");
    }

    @Test
    void scaleAndRate() {
        ApiCall entropy = ApiCall.of(
                Losses.class, "softmaxCrossEntropy", 1, 2, 1f, new float[2], 0, 2, new int[1], 0, new float[2], 0, 2);
        ApiCall squares =
                ApiCall.of(Losses.class, "sumOfSquares", 2, 1f, new float[2], 0, new float[2], 0, new float[2], 0);
        ApiCall descent =
                ApiCall.of(Updates.class, "gradientDescent", 2, 1f, Penalty.NONE, new float[2], 0, new float[2], 0);
        for (float number : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            String expected = ": " + number + " (expected: a finite number)";
            entropy.with("scale", number).fails(ILLEGAL, "scale" + expected);
            squares.with("scale", number).fails(ILLEGAL, "scale" + expected);
            descent.with("rate", number).fails(ILLEGAL, "rate" + expected);
            adam().with("rate", number).fails(ILLEGAL, "rate" + expected);
        }
        descent.with("rate", -1f).succeeds();
    }

    @Test
    void delta() {
        ApiCall huber = ApiCall.of(Losses.class, "huber", 2, 1f, 1f, new float[2], 0, new float[2], 0, new float[2], 0);
        for (float delta : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            huber.with("delta", delta).fails(ILLEGAL, "delta: " + delta + " (expected: > 0 and finite)");
        }
        huber.with("scale", Float.NaN).fails(ILLEGAL, "scale: NaN (expected: a finite number)");
    }

    @Test
    void probabilities() {
        ApiCall binary =
                ApiCall.of(CrossEntropy.class, "binary", 2, 1f, new float[2], 0, new float[2], 0, new float[2], 0);
        ApiCall softmax = ApiCall.of(
                CrossEntropy.class,
                "softmax",
                1,
                2,
                1f,
                ClassTargets.PLAIN,
                new float[2],
                0,
                2,
                new float[2],
                0,
                2,
                new float[2],
                0,
                2);
        for (ApiCall call : new ApiCall[] {binary, softmax}) {
            call.with("targets", new float[] {0, 1}).succeeds();
            for (float bad : new float[] {-Float.MIN_VALUE, Math.nextUp(1f), Float.NaN, Float.POSITIVE_INFINITY}) {
                call.with("targets", new float[] {0.5f, bad})
                        .fails(ILLEGAL, "targets[1]: " + bad + " (expected: 0 <= probability <= 1)");
            }
            call.with("scale", Float.NaN).fails(ILLEGAL, "scale: NaN (expected: a finite number)");
        }
        // Of the second row, behind the first's padding.
        softmax.with("batch", 2)
                .with("ldTargets", 3)
                .with("logits", new float[4])
                .with("gradLogits", new float[4])
                .with("targets", new float[] {1, 1, 9, 0, 2})
                .fails(ILLEGAL, "targets[4]: 2.0 (expected: 0 <= probability <= 1)");
    }

    @Test
    void classTargets() {
        for (float smoothing : new float[] {-0.1f, 1.1f, Float.NaN}) {
            assertEquals(
                    "smoothing: " + smoothing + " (expected: 0 <= smoothing <= 1)",
                    assertThrows(ILLEGAL, () -> new ClassTargets(smoothing, null, 0))
                            .getMessage());
        }
        assertEquals(
                "weightsOffset: -1 (expected: >= 0)",
                assertThrows(ILLEGAL, () -> new ClassTargets(0, null, -1)).getMessage());
        ApiCall call = ApiCall.of(
                CrossEntropy.class,
                "softmax",
                1,
                2,
                1f,
                new ClassTargets(0, new float[] {-9, 0, 1}, 1),
                new float[2],
                0,
                2,
                new int[1],
                0,
                new float[2],
                0,
                2);
        call.succeeds();
        call.with("adjustment", new ClassTargets(0, new float[2], 1))
                .fails(
                        IndexOutOfBoundsException.class,
                        "adjustment.weights: elements 1 to 2 (expected: within the array's 2)");
        for (float bad : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            call.with("adjustment", new ClassTargets(0, new float[] {1, bad}, 0))
                    .fails(ILLEGAL, "adjustment.weights[1]: " + bad + " (expected: >= 0 and finite)");
        }
        call.with("labels", new int[] {2}).fails(ILLEGAL, "labels[0]: 2 (expected: 0 <= label < classes = 2)");
    }

    @Test
    void adamRanges() {
        adam().with("step", 0L).fails(ILLEGAL, "step: 0 (expected: >= 1)");
        adam().with("step", Long.MIN_VALUE).fails(ILLEGAL, "step: -9223372036854775808 (expected: >= 1)");
        for (String beta : new String[] {"beta1", "beta2"}) {
            for (float value : new float[] {-0.1f, 1f, Float.NaN}) {
                adam().with(beta, value).fails(ILLEGAL, beta + ": " + value + " (expected: 0 <= " + beta + " < 1)");
            }
            adam().with(beta, 0f).succeeds();
        }
        for (float value : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            adam().with("epsilon", value).fails(ILLEGAL, "epsilon: " + value + " (expected: > 0 and finite)");
        }
    }

    @Test
    void momentumRmsPropAndAdamWRanges() {
        for (String name : new String[] {"momentum", "nesterov"}) {
            ApiCall call = ApiCall.of(
                    Updates.class,
                    name,
                    1,
                    0.1f,
                    0.9f,
                    Penalty.NONE,
                    new float[1],
                    0,
                    new float[1],
                    0,
                    new float[1],
                    0);
            for (float value : new float[] {-0.1f, 1f, Float.NaN}) {
                call.with("momentum", value).fails(ILLEGAL, "momentum: " + value + " (expected: 0 <= momentum < 1)");
            }
            call.with("momentum", 0f).succeeds();
            call.with("rate", Float.NaN).fails(ILLEGAL, "rate: NaN (expected: a finite number)");
        }
        ApiCall rmsProp = ApiCall.of(
                Updates.class,
                "rmsProp",
                1,
                0.1f,
                0.9f,
                1f,
                Penalty.NONE,
                new float[1],
                0,
                new float[1],
                0,
                new float[1],
                0);
        rmsProp.with("decay", 1f).fails(ILLEGAL, "decay: 1.0 (expected: 0 <= decay < 1)");
        rmsProp.with("epsilon", 0f).fails(ILLEGAL, "epsilon: 0.0 (expected: > 0 and finite)");
        rmsProp.with("rate", Float.NaN).fails(ILLEGAL, "rate: NaN (expected: a finite number)");
        float[][] spans = new float[4][1];
        ApiCall adamW = ApiCall.of(
                Updates.class,
                "adamW",
                1,
                1L,
                0.1f,
                0.9f,
                0.9f,
                1f,
                0f,
                Penalty.NONE,
                spans[0],
                0,
                spans[1],
                0,
                spans[2],
                0,
                spans[3],
                0);
        adamW.succeeds();
        for (float value : new float[] {-0.1f, Float.POSITIVE_INFINITY, Float.NaN}) {
            adamW.with("decay", value).fails(ILLEGAL, "decay: " + value + " (expected: >= 0 and finite)");
        }
        adamW.with("step", 0L).fails(ILLEGAL, "step: 0 (expected: >= 1)");
        adamW.with("rate", Float.NaN).fails(ILLEGAL, "rate: NaN (expected: a finite number)");
        adamW.with("beta1", 1f).fails(ILLEGAL, "beta1: 1.0 (expected: 0 <= beta1 < 1)");
        adamW.with("beta2", 1f).fails(ILLEGAL, "beta2: 1.0 (expected: 0 <= beta2 < 1)");
        adamW.with("epsilon", 0f).fails(ILLEGAL, "epsilon: 0.0 (expected: > 0 and finite)");
    }

    @Test
    void penaltiesClippingAndDropout() {
        for (float value : new float[] {-0.1f, Float.POSITIVE_INFINITY, Float.NaN}) {
            assertEquals(
                    "l1: " + value + " (expected: >= 0 and finite)",
                    assertThrows(ILLEGAL, () -> new Penalty(value, 0)).getMessage());
            assertEquals(
                    "l2: " + value + " (expected: >= 0 and finite)",
                    assertThrows(ILLEGAL, () -> new Penalty(0, value)).getMessage());
        }
        ApiCall norm = ApiCall.of(Gradients.class, "clipByNorm", 1, 1f, new float[1], 0);
        ApiCall limit = ApiCall.of(Gradients.class, "clipByValue", 1, 1f, new float[1], 0);
        for (float value : new float[] {0f, -1f, Float.POSITIVE_INFINITY, Float.NaN}) {
            norm.with("maxNorm", value).fails(ILLEGAL, "maxNorm: " + value + " (expected: > 0 and finite)");
            limit.with("limit", value).fails(ILLEGAL, "limit: " + value + " (expected: > 0 and finite)");
        }
        ApiCall dropout = ApiCall.of(
                Dropouts.class, "forward", 1, 1f, 0L, 0L, 0L, new float[1], 0, new float[1], 0, new float[1], 0);
        for (float value : new float[] {0f, -0.5f, 1.0000001f, Float.NaN}) {
            dropout.with("keep", value).fails(ILLEGAL, "keep: " + value + " (expected: 0 < keep <= 1)");
        }
        dropout.with("keep", Float.MIN_VALUE).succeeds();
        dropout.with("index", -1L).fails(ILLEGAL, "index: -1 (expected: >= 0 and < 2^62)");
        dropout.with("index", 1L << 62).fails(ILLEGAL, "index: 4611686018427387904 (expected: >= 0 and < 2^62)");
        dropout.with("index", (1L << 62) - 1).succeeds();
    }

    @Test
    void labels() {
        ApiCall call = ApiCall.of(
                Losses.class,
                "softmaxCrossEntropy",
                2,
                3,
                1f,
                new float[6],
                0,
                3,
                new int[] {99, 2, 0},
                1,
                new float[6],
                0,
                3);
        call.succeeds();
        call.with("labels", new int[] {0, 2, 3}).fails(ILLEGAL, "labels[2]: 3 (expected: 0 <= label < classes = 3)");
        call.with("labels", new int[] {0, -1, 0}).fails(ILLEGAL, "labels[1]: -1 (expected: 0 <= label < classes = 3)");
    }

    @Test
    void parallelism() {
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            assertEquals(new Parallelism(pool, 3), Parallelism.of(pool));
            assertEquals(
                    "width: 0 (expected: >= 1)",
                    assertThrows(ILLEGAL, () -> new Parallelism(pool, 0)).getMessage());
        }
        assertEquals(
                "pool: null (expected: a pool, as width = 2 > 1)",
                assertThrows(ILLEGAL, () -> new Parallelism(null, 2)).getMessage());
    }

    @Test
    void epilogue() {
        assertEquals(
                "biasOffset: -1 (expected: >= 0)",
                assertThrows(ILLEGAL, () -> new Epilogue(new float[2], -1, null))
                        .getMessage());
        ApiCall dense = ApiCall.of(
                Gemm.class,
                "dense",
                Transpose.NO,
                Transpose.NO,
                1,
                3,
                1,
                new float[1],
                0,
                1,
                new float[3],
                0,
                3,
                new Epilogue(new float[4], 1, null),
                new float[20],
                0,
                3,
                Parallelism.SEQUENTIAL);
        dense.succeeds();
        dense.with("epilogue", new Epilogue(new float[4], 2, null))
                .fails(
                        IndexOutOfBoundsException.class,
                        "epilogue.bias: elements 2 to 4 (expected: within the array's 4)");
        float[] shared = (float[]) dense.argument("c");
        dense.with("epilogue", new Epilogue(shared, 3, null)).succeeds();
        dense.with("epilogue", new Epilogue(shared, 2, null))
                .fails(
                        ILLEGAL,
                        "cOffset: 0 (expected: c apart from epilogue.bias, which spans elements 2 to 4 of the same"
                                + " array)");
    }

    @Test
    void counterRandom() {
        CounterRandom random = new CounterRandom(1, 2);
        assertEquals(
                "bound: 0 (expected: >= 1)",
                assertThrows(ILLEGAL, () -> random.below(0, 0)).getMessage());
        assertEquals(
                "n: -1 (expected: >= 0)",
                assertThrows(ILLEGAL, () -> random.permutation(-1)).getMessage());
        assertEquals(0, random.permutation(0).length);
    }

    private static ApiCall adam() {
        return ApiCall.of(
                Updates.class,
                "adam",
                2,
                1L,
                0.1f,
                0.9f,
                0.999f,
                1e-8f,
                Penalty.NONE,
                new float[2],
                0,
                new float[2],
                0,
                new float[2],
                0,
                new float[2],
                0);
    }
}
