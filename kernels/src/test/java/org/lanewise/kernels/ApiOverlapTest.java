package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which arguments may be the same elements, which may overlap, and what is refused. */
class ApiOverlapTest {
    private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

    /** C [2, 3] at 10 with leading dimension 4 spans elements 10 to 16. */
    @Test
    void productsDoNotOverlapTheirOperands() {
        float[] shared = new float[40];
        ApiCall call = gemm().with("c", shared).with("cOffset", 10).with("ldc", 4);
        // A [2, 2] with leading dimension 3 spans 5 elements.
        ApiCall a = call.with("a", shared).with("lda", 3);
        a.with("aOffset", 5).succeeds();
        a.with("aOffset", 17).succeeds();
        for (int offset : new int[] {6, 10, 16}) {
            a.with("aOffset", offset)
                    .fails(
                            ILLEGAL,
                            "cOffset: 10 (expected: c apart from a, which spans elements " + offset + " to "
                                    + (offset + 4) + " of the same array)");
        }
        // B [2, 3] with leading dimension 5 spans 8 elements.
        ApiCall b = call.with("b", shared).with("ldb", 5);
        b.with("bOffset", 2).succeeds();
        b.with("bOffset", 17).succeeds();
        for (int offset : new int[] {3, 10, 16}) {
            b.with("bOffset", offset)
                    .fails(
                            ILLEGAL,
                            "cOffset: 10 (expected: c apart from b, which spans elements " + offset + " to "
                                    + (offset + 7) + " of the same array)");
        }
    }

    /** A in columns 0 and 1, C in columns 4 to 6 of one array of 7 columns. */
    @Test
    void columnsOfOneArrayDoNotOverlap() {
        float[] shared = new float[60];
        ApiCall call = gemm().with("a", shared)
                .with("lda", 7)
                .with("c", shared)
                .with("ldc", 7)
                .with("aOffset", 7);
        for (int cOffset : new int[] {2, 9, 11, 16}) {
            call.with("cOffset", cOffset).succeeds();
        }
        for (int cOffset : new int[] {7, 8, 12, 5, 1}) {
            call.with("cOffset", cOffset)
                    .fails(
                            ILLEGAL,
                            "cOffset: " + cOffset
                                    + " (expected: c apart from a, which spans elements 7 to 15 of the same"
                                    + " array)");
        }
        // Rows that are not as far apart meet somewhere.
        call.with("ldc", 8)
                .with("cOffset", 9)
                .fails(
                        ILLEGAL,
                        "cOffset: 9 (expected: c apart from a, which spans elements 7 to 15 of the same array)");
    }

    @Test
    void ofASingleRowTheLeadingDimensionSaysNothing() {
        float[] shared = new float[60];
        ApiCall softmax = ApiCall.of(Losses.class, "softmax", 1, 10, shared, 3, 10, shared, 3, 12);
        softmax.succeeds();
        softmax.with("yOffset", 13).succeeds();
        softmax.with("yOffset", 4)
                .fails(
                        ILLEGAL,
                        "yOffset: 4 (expected: y apart from x, which spans elements 3 to 12 of the same array)");
    }

    @Test
    void operandsMayOverlapAndEmptyMatricesOverlapNothing() {
        float[] shared = new float[40];
        gemm().with("a", shared).with("b", shared).succeeds();
        gemm().with("a", shared).with("c", shared).with("k", 0).succeeds();
        gemm().with("a", shared).with("c", shared).with("n", 0).succeeds();
    }

    @Test
    void transposedOperandsAreMeasuredAsStored() {
        float[] shared = new float[40];
        // Aᵀ is stored as [k, m] = [5, 2]: elements 0 to 4·2 + 1.
        ApiCall call = gemm().with("transA", Transpose.YES)
                .with("k", 5)
                .with("ldb", 3)
                .with("a", shared)
                .with("lda", 2)
                .with("c", shared)
                .with("ldc", 3);
        call.with("cOffset", 10).succeeds();
        call.with("cOffset", 9)
                .fails(ILLEGAL, "cOffset: 9 (expected: c apart from a, which spans elements 0 to 9 of the same array)");
        gemm().with("transA", Transpose.YES).with("lda", 1).fails(ILLEGAL, "lda: 1 (expected: >= m = 2)");
        gemm().with("transB", Transpose.YES).with("ldb", 1).fails(ILLEGAL, "ldb: 1 (expected: >= k = 2)");
    }

    @Test
    void elementwiseKernelsWorkInPlaceButNotShifted() {
        for (String name : List.of("exp", "expm1", "log", "log1p", "erf")) {
            inPlaceNotShifted(ApiCall.of(Elementary.class, name, 4, new float[9], 2, new float[9], 2), "y", "x");
        }
        for (String name : List.of("sigmoid", "tanh", "relu")) {
            inPlaceNotShifted(ApiCall.of(Activations.class, name, 4, new float[9], 2, new float[9], 2), "y", "x");
        }
        inPlaceNotShifted(
                ApiCall.of(Activations.class, "leakyRelu", 4, 0.1f, new float[9], 2, new float[9], 2), "y", "x");
        for (String name : List.of("softplus", "silu", "gelu")) {
            inPlaceNotShifted(ApiCall.of(SmoothRectifiers.class, name, 4, new float[9], 2, new float[9], 2), "y", "x");
        }
        inPlaceNotShifted(
                ApiCall.of(SmoothRectifiers.class, "elu", 4, 0.1f, new float[9], 2, new float[9], 2), "y", "x");
        inPlaceNotShifted(
                ApiCall.of(Prelu.class, "sharedForward", 4, 0.1f, new float[9], 2, new float[9], 2), "y", "x");
        ApiCall softplus = ApiCall.of(
                SmoothRectifiers.class, "softplusBackward", 4, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(softplus, "gradInput", "y");
        inPlaceNotShifted(softplus, "gradInput", "gradOutput");
        ApiCall elu = ApiCall.of(
                SmoothRectifiers.class, "eluBackward", 4, 0.1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(elu, "gradInput", "y");
        inPlaceNotShifted(elu, "gradInput", "gradOutput");
        for (String name : List.of("siluBackward", "geluBackward")) {
            ApiCall call =
                    ApiCall.of(SmoothRectifiers.class, name, 4, new float[9], 2, new float[9], 2, new float[9], 2);
            inPlaceNotShifted(call, "gradInput", "x");
            inPlaceNotShifted(call, "gradInput", "gradOutput");
        }
        ApiCall prelu =
                ApiCall.of(Prelu.class, "sharedBackward", 4, 0.1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(prelu, "gradInput", "x");
        inPlaceNotShifted(prelu, "gradInput", "gradOutput");
        for (String name : List.of("sigmoidBackward", "tanhBackward", "reluBackward")) {
            ApiCall call = ApiCall.of(Activations.class, name, 4, new float[9], 2, new float[9], 2, new float[9], 2);
            inPlaceNotShifted(call, "gradInput", "y");
            inPlaceNotShifted(call, "gradInput", "gradOutput");
        }
        ApiCall leaky = ApiCall.of(
                Activations.class, "leakyReluBackward", 4, 0.1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(leaky, "gradInput", "y");
        inPlaceNotShifted(leaky, "gradInput", "gradOutput");
        ApiCall squares =
                ApiCall.of(Losses.class, "sumOfSquares", 4, 1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(squares, "gradOutputs", "outputs");
        inPlaceNotShifted(squares, "gradOutputs", "targets");
        ApiCall huber = ApiCall.of(Losses.class, "huber", 4, 1f, 1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(huber, "gradOutputs", "outputs");
        inPlaceNotShifted(huber, "gradOutputs", "targets");
        ApiCall absolute =
                ApiCall.of(Losses.class, "absoluteError", 4, 1f, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(absolute, "gradOutputs", "outputs");
        inPlaceNotShifted(absolute, "gradOutputs", "targets");
        inPlaceNotShifted(
                ApiCall.of(Updates.class, "gradientDescent", 4, 0.1f, Penalty.NONE, new float[9], 2, new float[9], 2),
                "parameters",
                "gradients");
        inPlaceNotShifted(
                ApiCall.of(Penalties.class, "addGradient", 4, new Penalty(1, 1), new float[9], 2, new float[9], 2),
                "gradients",
                "weights");
        ApiCall forward = ApiCall.of(
                Dropouts.class, "forward", 4, 0.5f, 0L, 0L, 0L, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(forward, "y", "x");
        apart(forward, "x", "mask");
        apart(forward, "y", "mask");
        ApiCall backward = ApiCall.of(Dropouts.class, "backward", 4, new float[9], 2, new float[9], 2, new float[9], 2);
        inPlaceNotShifted(backward, "gradInput", "mask");
        inPlaceNotShifted(backward, "gradInput", "gradOutput");
    }

    private static void inPlaceNotShifted(ApiCall call, String output, String input) {
        float[] shared = new float[20];
        ApiCall same = call.with(output, shared).with(input, shared).with(input + "Offset", 8);
        same.with(output + "Offset", 8).succeeds();
        same.with(output + "Offset", 4).succeeds();
        same.with(output + "Offset", 12).succeeds();
        for (int shifted : new int[] {5, 7, 9, 11}) {
            same.with(output + "Offset", shifted)
                    .fails(
                            ILLEGAL,
                            output + "Offset: " + shifted + " (expected: " + output + " and " + input
                                    + " apart, or the same elements from 8)");
        }
    }

    @Test
    void rowsAndSums() {
        float[] shared = new float[30];
        // x [2, 3] at 10 with leading dimension 4 spans elements 10 to 16.
        ApiCall add = ApiCall.of(Bias.class, "add", 2, 3, shared, 7, shared, 10, 4);
        add.succeeds();
        add.with("biasOffset", 17).succeeds();
        add.with("biasOffset", 8)
                .fails(
                        ILLEGAL,
                        "xOffset: 10 (expected: x apart from bias, which spans elements 8 to 10 of the same array)");
        add.with("biasOffset", 13).with("columns", 1).succeeds();
        ApiCall sums = ApiCall.of(Bias.class, "columnSums", 2, 3, shared, 10, 4, shared, 7);
        sums.succeeds();
        sums.with("sumsOffset", 16)
                .fails(
                        ILLEGAL,
                        "sumsOffset: 16 (expected: sums apart from x, which spans elements 10 to 16 of the same array)");
    }

    @Test
    void softmaxWorksInPlaceOnly() {
        float[] shared = new float[40];
        ApiCall softmax = ApiCall.of(Losses.class, "softmax", 2, 3, shared, 10, 4, shared, 10, 4);
        softmax.succeeds();
        softmax.with("yOffset", 17).succeeds();
        softmax.with("yOffset", 11)
                .fails(
                        ILLEGAL,
                        "yOffset: 11 (expected: y apart from x, which spans elements 10 to 16 of the same array)");
        softmax.with("ldy", 3)
                .fails(
                        ILLEGAL,
                        "yOffset: 10 (expected: y apart from x, which spans elements 10 to 16 of the same array)");
        ApiCall entropy =
                ApiCall.of(Losses.class, "softmaxCrossEntropy", 2, 3, 1f, shared, 10, 4, new int[2], 0, shared, 10, 4);
        entropy.succeeds();
        entropy.with("gradLogitsOffset", 3).succeeds();
        entropy.with("gradLogitsOffset", 4)
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 4 (expected: gradLogits apart from logits, which spans elements 10 to 16 of"
                                + " the same array)");
    }

    /** Matrices [2, 3] at 10 with leading dimension 4: elements 10 to 16. */
    @Test
    void preluWorksInPlaceApartFromItsSlopes() {
        float[] shared = new float[40];
        String apart = " of the same array)";
        ApiCall forward = ApiCall.of(Prelu.class, "forward", 2, 3, shared, 7, shared, 10, 4, shared, 10, 4);
        forward.succeeds();
        forward.with("slopesOffset", 8)
                .fails(ILLEGAL, "yOffset: 10 (expected: y apart from slopes, which spans elements 8 to 10" + apart);
        forward.with("xOffset", 11)
                .fails(ILLEGAL, "yOffset: 10 (expected: y apart from x, which spans elements 11 to 17" + apart);
        ApiCall backward =
                ApiCall.of(Prelu.class, "backward", 2, 3, shared, 7, shared, 10, 4, shared, 10, 4, shared, 10, 4);
        backward.succeeds();
        for (String input : List.of("x", "gradOutput")) {
            backward.with(input + "Offset", 17).succeeds();
            backward.with(input + "Offset", 16)
                    .fails(
                            ILLEGAL,
                            "gradInputOffset: 10 (expected: gradInput apart from " + input
                                    + ", which spans elements 16 to 22" + apart);
        }
        backward.with("slopesOffset", 8)
                .fails(
                        ILLEGAL,
                        "gradInputOffset: 10 (expected: gradInput apart from slopes, which spans elements 8 to 10"
                                + apart);
        ApiCall slopes = ApiCall.of(Prelu.class, "gradSlopes", 2, 3, shared, 10, 4, shared, 20, 4, shared, 17);
        slopes.succeeds();
        slopes.with("gradSlopesOffset", 16)
                .fails(
                        ILLEGAL,
                        "gradSlopesOffset: 16 (expected: gradSlopes apart from x, which spans elements 10 to 16"
                                + apart);
        slopes.with("gradSlopesOffset", 18)
                .fails(
                        ILLEGAL,
                        "gradSlopesOffset: 18 (expected: gradSlopes apart from gradOutput, which spans elements 20 to 26"
                                + apart);
    }

    /** x [2, 6] at 10 with leading dimension 7: elements 10 to 22. */
    @Test
    void maxoutOverwritesItsInputByItsGradientOnly() {
        float[] shared = new float[60];
        String apart = " of the same array)";
        ApiCall forward = ApiCall.of(Maxout.class, "forward", 2, 3, 2, shared, 10, 7, shared, 23, 3);
        forward.succeeds();
        forward.with("yOffset", 10)
                .fails(ILLEGAL, "yOffset: 10 (expected: y apart from x, which spans elements 10 to 22" + apart);
        ApiCall backward = ApiCall.of(Maxout.class, "backward", 2, 3, 2, shared, 10, 7, shared, 23, 3, shared, 10, 7);
        backward.succeeds();
        backward.with("gradInputOffset", 29).succeeds();
        backward.with("gradInputOffset", 28)
                .fails(
                        ILLEGAL,
                        "gradInputOffset: 28 (expected: gradInput apart from gradOutput, which spans elements 23 to 28"
                                + apart);
        backward.with("gradInputOffset", 9)
                .fails(
                        ILLEGAL,
                        "gradInputOffset: 9 (expected: gradInput apart from x, which spans elements 10 to 22" + apart);
    }

    /** gradLogits [2, 3] at 10 with leading dimension 4: elements 10 to 16. */
    @Test
    void crossEntropyLiesApartFromItsTargets() {
        float[] shared = new float[40];
        String apart = " of the same array)";
        ApiCall softmax = ApiCall.of(
                CrossEntropy.class,
                "softmax",
                2,
                3,
                1f,
                ClassTargets.PLAIN,
                shared,
                10,
                4,
                shared,
                17,
                3,
                shared,
                10,
                4);
        softmax.succeeds();
        softmax.with("targetsOffset", 16)
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 10 (expected: gradLogits apart from targets, which spans elements 16 to 21"
                                + apart);
        softmax.with("logitsOffset", 11)
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 10 (expected: gradLogits apart from logits, which spans elements 11 to 17"
                                + apart);
        softmax.with("adjustment", new ClassTargets(0, shared, 7)).succeeds();
        softmax.with("adjustment", new ClassTargets(0, shared, 8))
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 10 (expected: gradLogits apart from adjustment.weights, which spans elements 8 to 10"
                                + apart);
        ApiCall binary = ApiCall.of(CrossEntropy.class, "binary", 4, 1f, shared, 8, shared, 16, shared, 12);
        binary.succeeds();
        binary.with("gradLogitsOffset", 8)
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 8 (expected: gradLogits apart from logits, which spans elements 8 to 11"
                                + apart);
        binary.with("gradLogitsOffset", 13)
                .fails(
                        ILLEGAL,
                        "gradLogitsOffset: 13 (expected: gradLogits apart from targets, which spans elements 16 to 19"
                                + apart);
    }

    @Test
    void whatAnOptimizerKeepsLiesApart() {
        float[] none = new float[4];
        ApiCall momentum = ApiCall.of(
                Updates.class, "momentum", 4, 0.1f, 0.9f, Penalty.NONE, none, 0, none.clone(), 0, none.clone(), 0);
        ApiCall nesterov = ApiCall.of(
                Updates.class, "nesterov", 4, 0.1f, 0.9f, Penalty.NONE, none, 0, none.clone(), 0, none.clone(), 0);
        for (ApiCall call : List.of(momentum, nesterov)) {
            apart(call, "gradients", "velocities", "parameters");
        }
        apart(
                ApiCall.of(
                        Updates.class,
                        "rmsProp",
                        4,
                        0.1f,
                        0.9f,
                        1e-8f,
                        Penalty.NONE,
                        none,
                        0,
                        none.clone(),
                        0,
                        none.clone(),
                        0),
                "gradients",
                "secondMoments",
                "parameters");
        ApiCall adam = ApiCall.of(
                Updates.class,
                "adam",
                4,
                1L,
                0.1f,
                0.9f,
                0.999f,
                1e-8f,
                Penalty.NONE,
                none,
                0,
                none.clone(),
                0,
                none.clone(),
                0,
                none.clone(),
                0);
        ApiCall adamW = ApiCall.of(
                Updates.class,
                "adamW",
                4,
                1L,
                0.1f,
                0.9f,
                0.999f,
                1e-8f,
                0.01f,
                Penalty.NONE,
                none,
                0,
                none.clone(),
                0,
                none.clone(),
                0,
                none.clone(),
                0);
        for (ApiCall call : List.of(adam, adamW)) {
            apart(call, "gradients", "firstMoments", "secondMoments", "parameters");
        }
    }

    /** Each of the spans, of 4 elements, is refused where it overlaps one named before it. */
    private static void apart(ApiCall call, String... names) {
        for (int output = 1; output < names.length; output++) {
            for (int input = 0; input < output; input++) {
                float[] shared = new float[20];
                ApiCall sharing = call.with(names[output], shared)
                        .with(names[input], shared)
                        .with(names[input] + "Offset", 8);
                sharing.with(names[output] + "Offset", 12).succeeds();
                for (int offset : new int[] {5, 8, 11}) {
                    sharing.with(names[output] + "Offset", offset)
                            .fails(
                                    ILLEGAL,
                                    names[output] + "Offset: " + offset + " (expected: " + names[output]
                                            + " apart from " + names[input]
                                            + ", which spans elements 8 to 11 of the same array)");
                }
            }
        }
    }

    /** What the refusals are for: a valid product writes C alone. */
    @Test
    void aValidProductIsRight() {
        float[] c = {7, 7, 7, 7, 7, 7, 7, 7};
        Gemm.gemm(
                Transpose.NO,
                Transpose.NO,
                2,
                2,
                1,
                1,
                new float[] {2, 3},
                0,
                1,
                new float[] {5, 10},
                0,
                2,
                0,
                c,
                1,
                4);
        assertEquals(List.of(7f, 10f, 20f, 7f, 7f, 15f, 30f, 7f), boxed(c));
    }

    private static List<Float> boxed(float[] floats) {
        Float[] boxed = new Float[floats.length];
        for (int i = 0; i < floats.length; i++) {
            boxed[i] = floats[i];
        }
        return List.of(boxed);
    }

    // A [2, 2], B [2, 3], C [2, 3].
    private static ApiCall gemm() {
        return ApiCall.of(
                Gemm.class,
                "gemm",
                Transpose.NO,
                Transpose.NO,
                2,
                3,
                2,
                1f,
                new float[40],
                0,
                2,
                new float[40],
                0,
                3,
                0f,
                new float[40],
                0,
                3);
    }
}
