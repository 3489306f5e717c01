package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.UpdateKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: what optimizers do to parameters. */
class SameBitsUpdatesTest {
    private static final UpdateKernels PORTABLE = PortableKernels.SET.updates();
    private static final UpdateKernels SIMD = SimdKernels.SET.updates();

    @Property
    void gradientDescent(@ForAll("inPlace") SpanCase span) {
        span.assertSame(gradientDescent(PORTABLE, span), gradientDescent(SIMD, span));
    }

    @Property
    void momentum(@ForAll("apart") SpanCase span) {
        float momentum = (float) random(span).nextDouble();
        assertSame(
                span,
                "velocities",
                (kernels, x, at) -> kernels.momentum(
                        span.length(), span.factor(), momentum, x[0], at[0], x[1], at[1], x[2], at[2]));
    }

    @Property
    void nesterov(@ForAll("apart") SpanCase span) {
        float momentum = (float) random(span).nextDouble();
        assertSame(
                span,
                "velocities",
                (kernels, x, at) -> kernels.nesterov(
                        span.length(), span.factor(), momentum, x[0], at[0], x[1], at[1], x[2], at[2]));
    }

    @Property
    void rmsProp(@ForAll("apart") SpanCase span) {
        float decay = (float) random(span).nextDouble();
        assertSame(
                span,
                "secondMoments",
                (kernels, x, at) -> kernels.rmsProp(
                        span.length(), span.factor(), decay, 1e-8f, x[0], at[0], x[1], at[1], x[2], at[2]));
    }

    @Property
    void adam(@ForAll("apart") SpanCase span) {
        SplittableRandom random = random(span);
        float beta1 = (float) random.nextDouble();
        float beta2 = (float) random.nextDouble();
        float correction = 1 + 30 * (float) random.nextDouble();
        float retained = random.nextBoolean() ? 1 : (float) random.nextDouble();
        assertSame(
                span,
                "firstMoments, secondMoments",
                (kernels, x, at) -> kernels.adam(
                        span.length(),
                        span.factor(),
                        retained,
                        beta1,
                        beta2,
                        1e-8f,
                        correction,
                        x[0],
                        at[0],
                        x[1],
                        at[1],
                        x[2],
                        at[2],
                        x[3],
                        at[3]));
    }

    @Property(tries = 10)
    void gradientDescentOfMany(@ForAll("manyInPlace") SpanCase span) {
        gradientDescent(span);
    }

    @Property(tries = 10)
    void adamOfMany(@ForAll("manyApart") SpanCase span) {
        adam(span);
    }

    @Property
    void firstNonFinite(@ForAll("apart") SpanCase span) {
        SplittableRandom random = new SplittableRandom(span.seed());
        Canaries x = Canaries.span(span.offsets().first(), span.length(), span.numbers(), random);
        Bits.assertSame("index", firstNonFinite(PORTABLE, span, x), firstNonFinite(SIMD, span, x));
    }

    /** One value that is not finite, wherever it lies: what a vector's early exit or its tail could miss. */
    @Property
    void theOnlyNonFinite(@ForAll("apart") SpanCase span) {
        SplittableRandom random = new SplittableRandom(span.seed());
        float[] values = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] x = Numbers.ANY_FINITE.array(span.offsets().first() + span.length() + 17, random);
        int position = span.length() == 0 ? -1 : random.nextInt(span.length());
        // One before and one behind the span, which are not to be seen.
        x[span.offsets().first() + span.length()] = Float.NaN;
        if (span.offsets().first() > 0) {
            x[span.offsets().first() - 1] = Float.NaN;
        }
        if (position >= 0) {
            x[span.offsets().first() + position] = values[random.nextInt(values.length)];
        }
        for (UpdateKernels kernels : new UpdateKernels[] {PORTABLE, SIMD}) {
            Bits.assertSame(
                    "index",
                    position,
                    kernels.firstNonFinite(span.length(), x, span.offsets().first()));
        }
    }

    @Provide
    Arbitrary<SpanCase> inPlace() {
        return SpanCase.any(SpanCase.Aliasing.SECOND, SpanCase.Aliasing.BOTH);
    }

    @Provide
    Arbitrary<SpanCase> apart() {
        return SpanCase.any(SpanCase.Aliasing.NONE);
    }

    @Provide
    Arbitrary<SpanCase> manyInPlace() {
        return SpanCase.any(many(), SpanCase.Aliasing.SECOND, SpanCase.Aliasing.BOTH);
    }

    @Provide
    Arbitrary<SpanCase> manyApart() {
        return SpanCase.any(many(), SpanCase.Aliasing.NONE);
    }

    /** So many that they come from memory and are taken in other portions. */
    private static Arbitrary<Integer> many() {
        return Arbitraries.integers().between((1 << 20) - 1, (1 << 20) + 200);
    }

    private static SpanCase.Binary gradientDescent(UpdateKernels kernels, SpanCase span) {
        return (g, gOffset, w, wOffset, out, outOffset) -> {
            kernels.gradientDescent(span.length(), span.factor(), g, gOffset, out, outOffset);
            return 0;
        };
    }

    /** An update of spans that lie apart: gradients, what the optimizer keeps, parameters. */
    private interface Update {
        void run(UpdateKernels kernels, float[][] arrays, int[] offsets);
    }

    private static void assertSame(SpanCase span, String kept, Update update) {
        String[] names = ("gradients, " + kept + ", parameters").split(", ");
        SplittableRandom random = new SplittableRandom(span.seed());
        int[] offsets = {
            span.offsets().first(), span.offsets().second(), span.offsets().output(), (int) (span.seed() % 17)
        };
        Canaries[] spans = new Canaries[names.length];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = Canaries.span(offsets[i], span.length(), span.numbers(), random);
        }
        float[][] expected = run(PORTABLE, spans, offsets, update);
        float[][] actual = run(SIMD, spans, offsets, update);
        for (int i = 0; i < spans.length; i++) {
            Bits.assertSame(names[i], expected[i], actual[i]);
            spans[i].assertNothingOutsideWritten(names[i], actual[i]);
        }
        spans[0].assertUntouched("gradients", actual[0]);
    }

    private static float[][] run(UpdateKernels kernels, Canaries[] spans, int[] offsets, Update update) {
        float[][] arrays = new float[spans.length][];
        for (int i = 0; i < spans.length; i++) {
            arrays[i] = spans[i].copy();
        }
        update.run(kernels, arrays, offsets);
        return arrays;
    }

    private static SplittableRandom random(SpanCase span) {
        return new SplittableRandom(~span.seed());
    }

    private static double firstNonFinite(UpdateKernels kernels, SpanCase span, Canaries x) {
        float[] array = x.copy();
        int index = kernels.firstNonFinite(span.length(), array, x.offset());
        x.assertUntouched("x", array);
        return index;
    }
}
