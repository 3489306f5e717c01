package org.lanewise.verification;

import java.util.SplittableRandom;
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
    void adam(@ForAll("apart") SpanCase span) {
        Canaries[] spans = new Canaries[4];
        SplittableRandom random = new SplittableRandom(span.seed());
        int[] offsets = {
            span.offsets().first(), span.offsets().second(), span.offsets().output(), (int) (span.seed() % 17)
        };
        for (int i = 0; i < spans.length; i++) {
            spans[i] = Canaries.span(offsets[i], span.length(), span.numbers(), random);
        }
        float[][] expected = adam(PORTABLE, span, spans);
        float[][] actual = adam(SIMD, span, spans);
        String[] names = {"gradients", "firstMoments", "secondMoments", "parameters"};
        for (int i = 0; i < spans.length; i++) {
            Bits.assertSame(names[i], expected[i], actual[i]);
            spans[i].assertNothingOutsideWritten(names[i], actual[i]);
        }
        spans[0].assertUntouched("gradients", actual[0]);
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

    private static SpanCase.Binary gradientDescent(UpdateKernels kernels, SpanCase span) {
        return (g, gOffset, w, wOffset, out, outOffset) -> {
            kernels.gradientDescent(span.length(), span.factor(), g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static float[][] adam(UpdateKernels kernels, SpanCase span, Canaries[] spans) {
        float[][] arrays = new float[spans.length][];
        for (int i = 0; i < spans.length; i++) {
            arrays[i] = spans[i].copy();
        }
        SplittableRandom random = new SplittableRandom(~span.seed());
        kernels.adam(
                span.length(),
                span.factor(),
                (float) random.nextDouble(),
                (float) random.nextDouble(),
                1e-8f,
                1 + 30 * (float) random.nextDouble(),
                arrays[0],
                spans[0].offset(),
                arrays[1],
                spans[1].offset(),
                arrays[2],
                spans[2].offset(),
                arrays[3],
                spans[3].offset());
        return arrays;
    }

    private static double firstNonFinite(UpdateKernels kernels, SpanCase span, Canaries x) {
        float[] array = x.copy();
        int index = kernels.firstNonFinite(span.length(), array, x.offset());
        x.assertUntouched("x", array);
        return index;
    }
}
