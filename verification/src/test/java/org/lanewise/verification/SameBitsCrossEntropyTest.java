package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.internal.CrossEntropyKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: cross-entropy with its gradient. */
class SameBitsCrossEntropyTest {
    private static final CrossEntropyKernels PORTABLE = PortableKernels.SET.crossEntropy();
    private static final CrossEntropyKernels SIMD = SimdKernels.SET.crossEntropy();

    /** Label smoothing, whether there are class weights, and whether targets are labels or probabilities. */
    record Kind(float smoothing, boolean weighted, boolean labelled) {}

    /** What a call wrote and returned. */
    private record Result(float[] output, double returned) {}

    @Property
    void softmax(@ForAll("matrices") MatrixCase matrix, @ForAll("kinds") Kind kind) {
        Result expected = run("portable", PORTABLE, matrix, kind);
        Result actual = run("simd", SIMD, matrix, kind);
        Bits.assertSame("gradient", expected.output, actual.output);
        Bits.assertSame("loss", expected.returned, actual.returned);
    }

    /** Labels alone: the kernel that knows nothing else gives the same bits. */
    @Property(tries = 300)
    void plainLabelsAreSoftmaxCrossEntropy(@ForAll("matrices") MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        int classes = matrix.columns();
        float[] logits = matrix.numbers().array(matrix.rows() * classes, random);
        int[] labels = random.ints(matrix.rows(), 0, classes).toArray();
        float[] expected = new float[logits.length];
        float[] actual = new float[logits.length];
        double expectedLoss = PortableKernels.SET
                .losses()
                .softmaxCrossEntropy(
                        matrix.rows(), classes, matrix.scale(), logits, 0, classes, labels, 0, expected, 0, classes);
        double actualLoss = PORTABLE.softmax(
                matrix.rows(),
                classes,
                matrix.scale(),
                ClassTargets.PLAIN,
                logits,
                0,
                classes,
                labels,
                0,
                null,
                0,
                0,
                actual,
                0,
                classes);
        Bits.assertSame("gradient", expected, actual);
        Bits.assertSame("loss", expectedLoss, actualLoss);
    }

    @Property
    void binary(@ForAll("spans") SpanCase span) {
        span.assertSame(binary(PORTABLE, span), binary(SIMD, span));
    }

    @Provide
    Arbitrary<MatrixCase> matrices() {
        return MatrixCase.any(1);
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(
                new Kind(0, false, true),
                new Kind(0, false, false),
                new Kind(0.1f, false, true),
                new Kind(0.1f, false, false),
                new Kind(0, true, true),
                new Kind(0.3f, true, true),
                new Kind(0.3f, true, false),
                new Kind(1, true, false));
    }

    @Provide
    Arbitrary<SpanCase> spans() {
        return SpanCase.any(SpanCase.Aliasing.NONE);
    }

    private static Result run(String name, CrossEntropyKernels kernels, MatrixCase matrix, Kind kind) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries x = matrix.matrix(random);
        Canaries y = matrix.layout().inPlace() ? x : matrix.output(random);
        Canaries weights = matrix.row(random, Numbers.UNIFORM);
        Canaries targets = Canaries.matrix(
                matrix.layout().secondOffset(),
                matrix.rows(),
                matrix.columns(),
                matrix.secondLeading(),
                Numbers.UNIFORM,
                random);
        int labelsOffset = matrix.layout().secondOffset();
        int[] labels =
                random.ints(labelsOffset + matrix.rows(), 0, matrix.columns()).toArray();
        float[] xArray = x.copy();
        float[] yArray = x == y ? xArray : y.copy();
        float[] weightsArray = weights.copy();
        float[] targetsArray = targets.copy();
        ClassTargets adjustment = kind.weighted
                ? new ClassTargets(kind.smoothing, weightsArray, weights.offset())
                : new ClassTargets(kind.smoothing, null, 0);
        double loss = kernels.softmax(
                matrix.rows(),
                matrix.columns(),
                matrix.scale(),
                adjustment,
                xArray,
                x.offset(),
                matrix.leading(),
                kind.labelled ? labels : null,
                labelsOffset,
                kind.labelled ? null : targetsArray,
                targets.offset(),
                matrix.secondLeading(),
                yArray,
                y.offset(),
                matrix.secondLeading());
        if (x != y) {
            x.assertUntouched(name + ": x", xArray);
        }
        weights.assertUntouched(name + ": weights", weightsArray);
        targets.assertUntouched(name + ": targets", targetsArray);
        y.assertNothingOutsideWritten(name, yArray);
        return new Result(yArray, loss);
    }

    private static SpanCase.Binary binary(CrossEntropyKernels kernels, SpanCase span) {
        return (x, xOffset, t, tOffset, g, gOffset) ->
                kernels.binary(span.length(), span.factor(), x, xOffset, t, tOffset, g, gOffset);
    }
}
