package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad arguments of every public kernel: the exception, its message, and nothing written. What holds for all of them,
 * by their parameters' names, is checked for all of them; the rest stands below by hand.
 */
class ApiArgumentsTest {
    private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;
    private static final Class<IndexOutOfBoundsException> OUTSIDE = IndexOutOfBoundsException.class;

    private static final List<Class<?>> OWNERS = List.of(
            Gemm.class,
            PackedMatrix.class,
            Bias.class,
            Elementary.class,
            Activations.class,
            SmoothRectifiers.class,
            Prelu.class,
            Maxout.class,
            Losses.class,
            CrossEntropy.class,
            Updates.class,
            Penalties.class,
            Gradients.class,
            Dropouts.class);

    /** A valid call of each kernel. Arrays are longer than needed by 2, offsets 1, leading dimensions 1 too large. */
    static Stream<ApiCall> calls() {
        return Stream.of(
                // A 2×3, B 3×4, C 2×4.
                ApiCall.of(
                        Gemm.class,
                        "gemm",
                        Transpose.NO,
                        Transpose.NO,
                        2,
                        4,
                        3,
                        1f,
                        floats(9),
                        1,
                        4,
                        floats(16),
                        1,
                        5,
                        1f,
                        floats(11),
                        1,
                        5),
                ApiCall.of(
                        Gemm.class,
                        "gemm",
                        Transpose.NO,
                        Transpose.NO,
                        2,
                        4,
                        3,
                        1f,
                        floats(9),
                        1,
                        4,
                        floats(16),
                        1,
                        5,
                        1f,
                        floats(11),
                        1,
                        5,
                        new Parallelism(ForkJoinPool.commonPool(), 2)),
                ApiCall.of(
                        Gemm.class,
                        "dense",
                        Transpose.NO,
                        Transpose.NO,
                        2,
                        4,
                        3,
                        floats(9),
                        1,
                        4,
                        floats(16),
                        1,
                        5,
                        new Epilogue(floats(4), 0, Activations::relu),
                        floats(11),
                        1,
                        5,
                        new Parallelism(ForkJoinPool.commonPool(), 2)),
                ApiCall.of(
                        Gemm.class,
                        "dense",
                        Transpose.NO,
                        2,
                        floats(9),
                        1,
                        4,
                        PackedMatrix.pack(Transpose.NO, 3, 4, floats(12), 0, 4),
                        Epilogue.NONE,
                        floats(11),
                        1,
                        5,
                        Parallelism.SEQUENTIAL),
                ApiCall.of(PackedMatrix.class, "pack", Transpose.NO, 3, 4, floats(16), 1, 5),
                ApiCall.of(Bias.class, "add", 3, 4, floats(6), 1, floats(16), 1, 5),
                ApiCall.of(Bias.class, "columnSums", 3, 4, floats(16), 1, 5, floats(6), 1),
                ApiCall.of(Elementary.class, "exp", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Elementary.class, "expm1", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Elementary.class, "log", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Elementary.class, "log1p", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Elementary.class, "erf", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "sigmoid", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "tanh", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "relu", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "leakyRelu", 5, 0.1f, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "sigmoidBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "tanhBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "reluBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Activations.class, "leakyReluBackward", 5, 0.1f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "elu", 5, 0.1f, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "softplus", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "silu", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "gelu", 5, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "eluBackward", 5, 0.1f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "softplusBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "siluBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(SmoothRectifiers.class, "geluBackward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Prelu.class, "forward", 3, 4, floats(6), 1, floats(16), 1, 5, floats(16), 1, 5),
                ApiCall.of(
                        Prelu.class,
                        "backward",
                        3,
                        4,
                        floats(6),
                        1,
                        floats(16),
                        1,
                        5,
                        floats(16),
                        1,
                        5,
                        floats(16),
                        1,
                        5),
                ApiCall.of(Prelu.class, "gradSlopes", 3, 4, floats(16), 1, 5, floats(16), 1, 5, floats(6), 1),
                ApiCall.of(Prelu.class, "sharedForward", 5, 0.1f, floats(7), 1, floats(7), 1),
                ApiCall.of(Prelu.class, "sharedBackward", 5, 0.1f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Prelu.class, "sharedGradSlope", 5, floats(7), 1, floats(7), 1),
                // Units 2, pieces 2.
                ApiCall.of(Maxout.class, "forward", 3, 2, 2, floats(16), 1, 5, floats(10), 1, 3),
                ApiCall.of(Maxout.class, "backward", 3, 2, 2, floats(16), 1, 5, floats(10), 1, 3, floats(16), 1, 5),
                ApiCall.of(Losses.class, "softmax", 3, 4, floats(16), 1, 5, floats(16), 1, 5),
                ApiCall.of(
                        Losses.class,
                        "softmaxCrossEntropy",
                        3,
                        4,
                        1f,
                        floats(16),
                        1,
                        5,
                        new int[] {9, 0, 1, 3, 9},
                        1,
                        floats(16),
                        1,
                        5),
                ApiCall.of(
                        CrossEntropy.class,
                        "softmax",
                        3,
                        4,
                        1f,
                        new ClassTargets(0.1f, new float[] {1, 2, 3, 4}, 0),
                        floats(16),
                        1,
                        5,
                        new int[] {9, 0, 1, 3, 9},
                        1,
                        floats(16),
                        1,
                        5),
                ApiCall.of(
                        CrossEntropy.class,
                        "softmax",
                        3,
                        4,
                        1f,
                        ClassTargets.PLAIN,
                        floats(16),
                        1,
                        5,
                        new float[16],
                        1,
                        5,
                        floats(16),
                        1,
                        5),
                ApiCall.of(CrossEntropy.class, "binary", 5, 1f, floats(7), 1, new float[7], 1, floats(7), 1),
                ApiCall.of(Losses.class, "huber", 5, 1f, 0.5f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Losses.class, "absoluteError", 5, 1f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Losses.class, "sumOfSquares", 5, 1f, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Updates.class, "gradientDescent", 5, 0.1f, Penalty.NONE, floats(7), 1, floats(7), 1),
                ApiCall.of(
                        Updates.class,
                        "momentum",
                        5,
                        0.1f,
                        0.9f,
                        new Penalty(0, 1),
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1),
                ApiCall.of(
                        Updates.class,
                        "nesterov",
                        5,
                        0.1f,
                        0.9f,
                        Penalty.NONE,
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1),
                ApiCall.of(
                        Updates.class,
                        "rmsProp",
                        5,
                        0.1f,
                        0.9f,
                        1e-8f,
                        Penalty.NONE,
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1),
                ApiCall.of(
                        Updates.class,
                        "adam",
                        5,
                        1L,
                        0.1f,
                        0.9f,
                        0.999f,
                        1e-8f,
                        new Penalty(1, 0),
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1),
                ApiCall.of(
                        Updates.class,
                        "adamW",
                        5,
                        1L,
                        0.1f,
                        0.9f,
                        0.999f,
                        1e-8f,
                        0.01f,
                        Penalty.NONE,
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1,
                        floats(7),
                        1),
                ApiCall.of(Penalties.class, "value", 5, new Penalty(1, 1), floats(7), 1),
                ApiCall.of(Penalties.class, "addGradient", 5, new Penalty(1, 1), floats(7), 1, floats(7), 1),
                ApiCall.of(Gradients.class, "norm", 5, floats(7), 1),
                ApiCall.of(Gradients.class, "clipByNorm", 5, 1f, floats(7), 1),
                ApiCall.of(Gradients.class, "scale", 5, 1f, floats(7), 1),
                ApiCall.of(Gradients.class, "clipByValue", 5, 1f, floats(7), 1),
                ApiCall.of(Dropouts.class, "forward", 5, 0.5f, 1L, 2L, 3L, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Dropouts.class, "backward", 5, floats(7), 1, floats(7), 1, floats(7), 1),
                ApiCall.of(Updates.class, "firstNonFinite", 5, floats(7), 1));
    }

    @Test
    void everyPublicKernelIsHere() {
        Set<String> kernels = new TreeSet<>();
        for (Class<?> owner : OWNERS) {
            for (Method method : owner.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers())) {
                    kernels.add(method.toString());
                }
            }
        }
        Set<String> covered = new TreeSet<>();
        calls().forEach(call -> covered.add(call.method().toString()));
        assertEquals(kernels, covered);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theValidCallIsValid(ApiCall call) {
        call.succeeds();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sizesAreNotNegative(ApiCall call) {
        boolean softmax = call.method().getName().startsWith("softmax");
        for (String size : Set.of("m", "n", "k", "rows", "columns", "length", "batch", "classes", "units", "pieces")) {
            if (call.names().contains(size)) {
                boolean positive =
                        softmax && (size.equals("columns") || size.equals("classes")) || size.equals("pieces");
                String expected = positive ? ">= 1" : ">= 0";
                call.with(size, -1).fails(ILLEGAL, size + ": -1 (expected: " + expected + ")");
                call.with(size, Integer.MIN_VALUE).fails(ILLEGAL, size + ": -2147483648 (expected: " + expected + ")");
                if (positive) {
                    call.with(size, 0).fails(ILLEGAL, size + ": 0 (expected: >= 1)");
                } else {
                    call.with(size, 0).succeeds();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void argumentsAreNotNull(ApiCall call) {
        for (String name : call.names()) {
            if (!call.type(name).isPrimitive()) {
                call.with(name, null).fails(ILLEGAL, name + ": null (expected: a value)");
            }
        }
    }

    /** Each array is 2 longer than what is read or written of it: 1 before and 1 behind. */
    @ParameterizedTest
    @MethodSource("calls")
    void spansLieInTheirArrays(ApiCall call) {
        for (String name : call.names()) {
            if (call.type(name).isArray()) {
                int length = java.lang.reflect.Array.getLength(call.argument(name));
                int extent = length - 2;
                String within = " (expected: within the array's " + length + ")";
                call.with(name + "Offset", -1).fails(OUTSIDE, name + ": elements -1 to " + (extent - 2) + within);
                call.with(name + "Offset", 3).fails(OUTSIDE, name + ": elements 3 to " + (extent + 2) + within);
                call.with(name + "Offset", Integer.MAX_VALUE)
                        .fails(
                                OUTSIDE,
                                name + ": elements 2147483647 to " + (Integer.MAX_VALUE + (long) extent - 1) + within);
                if (!name.equals("labels")) {
                    call.with(name + "Offset", 0).succeeds();
                    call.with(name + "Offset", 2).succeeds();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void leadingDimensionsHoldARow(ApiCall call) {
        for (String name : call.names()) {
            if (name.startsWith("ld")) {
                String columns = columnsOf(call, name);
                int least = columnCount(call, columns);
                String message = " (expected: >= " + columns + " = " + least + (least == 0 ? ", and >= 1)" : ")");
                call.with(name, least - 1).fails(ILLEGAL, name + ": " + (least - 1) + message);
                call.with(name, -1).fails(ILLEGAL, name + ": -1" + message);
                call.with(name, least).succeeds();
            }
        }
    }

    private static int columnCount(ApiCall call, String columns) {
        if (call.names().contains(columns)) {
            return (int) call.argument(columns);
        }
        if (columns.equals("units * pieces")) {
            return (int) call.argument("units") * (int) call.argument("pieces");
        }
        PackedMatrix packed = (PackedMatrix) call.argument("b");
        return columns.equals("k") ? packed.rows() : packed.columns();
    }

    private static String columnsOf(ApiCall call, String leading) {
        if (isProduct(call)) {
            return leading.equals("lda") ? "k" : "n";
        }
        if (call.names().contains("units")) {
            return leading.equals("ldx") || leading.equals("ldGradInput") ? "units * pieces" : "units";
        }
        return call.names().contains("classes") ? "classes" : "columns";
    }

    /** Sizes whose product overflows int do not slip through. */
    @ParameterizedTest
    @MethodSource("calls")
    void hugeMatricesDoNotLieInSmallArrays(ApiCall call) {
        for (String name : call.names()) {
            if (name.startsWith("ld")) {
                // (rows − 1)·2³⁰ overflows to a small number for 5 rows.
                String rows = isProduct(call)
                        ? name.equals("ldb") ? "k" : "m"
                        : call.names().contains("batch") ? "batch" : "rows";
                ApiCall huge = call.with(name, 1 << 30).with(rows, 5);
                String array = Character.toLowerCase(name.charAt(2)) + name.substring(3);
                long columns = columnCount(call, columnsOf(call, name));
                float[] elements = (float[]) call.argument(array);
                if (!firstArray(call, array)) {
                    continue; // An array before it is too small for 5 rows, and is named instead.
                }
                huge.fails(
                        OUTSIDE,
                        array + ": elements 1 to " + (4 * (1L << 30) + columns) + " (expected: within the array's "
                                + elements.length + ")");
            }
        }
    }

    private static boolean isProduct(ApiCall call) {
        return call.names().contains("transA") || call.names().contains("transB");
    }

    private static boolean firstArray(ApiCall call, String array) {
        for (String name : call.names()) {
            if (call.type(name).isArray() && !name.equals("bias") && !name.equals("slopes")) {
                return name.equals(array);
            }
        }
        return false;
    }

    private static float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = i * 0.25f - 1;
        }
        return floats;
    }
}
