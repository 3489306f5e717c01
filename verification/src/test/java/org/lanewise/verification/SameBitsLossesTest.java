package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.LossKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: losses with their gradients, and softmax. */
class SameBitsLossesTest {
    private static final LossKernels PORTABLE = PortableKernels.SET.losses();
    private static final LossKernels SIMD = SimdKernels.SET.losses();

    /** What a call wrote and returned. */
    private record Result(float[] output, double returned) {}

    @Property
    void softmax(@ForAll("matrices") MatrixCase matrix) {
        assertSame(run("portable", PORTABLE, matrix, false), run("simd", SIMD, matrix, false));
    }

    @Property
    void softmaxCrossEntropy(@ForAll("matrices") MatrixCase matrix) {
        assertSame(run("portable", PORTABLE, matrix, true), run("simd", SIMD, matrix, true));
    }

    @Property
    void sumOfSquares(@ForAll("spans") SpanCase span) {
        span.assertSame(sumOfSquares(PORTABLE, span), sumOfSquares(SIMD, span));
    }

    @Property
    void huber(@ForAll("spans") SpanCase span) {
        span.assertSame(huber(PORTABLE, span), huber(SIMD, span));
    }

    @Property
    void absoluteError(@ForAll("spans") SpanCase span) {
        span.assertSame(absoluteError(PORTABLE, span), absoluteError(SIMD, span));
    }

    @Provide
    Arbitrary<MatrixCase> matrices() {
        return MatrixCase.any(1);
    }

    @Provide
    Arbitrary<SpanCase> spans() {
        return SpanCase.any(SpanCase.Aliasing.values());
    }

    private static void assertSame(Result expected, Result actual) {
        Bits.assertSame("output", expected.output, actual.output);
        Bits.assertSame("loss", expected.returned, actual.returned);
    }

    private static Result run(String name, LossKernels kernels, MatrixCase matrix, boolean crossEntropy) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries x = matrix.matrix(random);
        Canaries y = matrix.layout().inPlace() ? x : matrix.output(random);
        float[] xArray = x.copy();
        float[] yArray = x == y ? xArray : y.copy();
        double loss = 0;
        if (crossEntropy) {
            int labelsOffset = matrix.layout().secondOffset();
            int[] labels = random.ints(labelsOffset + matrix.rows(), 0, matrix.columns())
                    .toArray();
            loss = kernels.softmaxCrossEntropy(
                    matrix.rows(),
                    matrix.columns(),
                    matrix.scale(),
                    xArray,
                    x.offset(),
                    matrix.leading(),
                    labels,
                    labelsOffset,
                    yArray,
                    y.offset(),
                    matrix.secondLeading());
        } else {
            kernels.softmax(
                    matrix.rows(),
                    matrix.columns(),
                    xArray,
                    x.offset(),
                    matrix.leading(),
                    yArray,
                    y.offset(),
                    matrix.secondLeading());
        }
        if (x != y) {
            x.assertUntouched(name + ": x", xArray);
        }
        y.assertNothingOutsideWritten(name, yArray);
        return new Result(yArray, loss);
    }

    private static SpanCase.Binary sumOfSquares(LossKernels kernels, SpanCase span) {
        return (o, oOffset, t, tOffset, g, gOffset) ->
                kernels.sumOfSquares(span.length(), span.factor(), o, oOffset, t, tOffset, g, gOffset);
    }

    private static SpanCase.Binary huber(LossKernels kernels, SpanCase span) {
        return (o, oOffset, t, tOffset, g, gOffset) ->
                kernels.huber(span.length(), 0.7f, Math.max(span.factor(), 0.01f), o, oOffset, t, tOffset, g, gOffset);
    }

    private static SpanCase.Binary absoluteError(LossKernels kernels, SpanCase span) {
        return (o, oOffset, t, tOffset, g, gOffset) ->
                kernels.absoluteError(span.length(), span.factor(), o, oOffset, t, tOffset, g, gOffset);
    }
}
