package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.GradientKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: penalties, norms and clipping. */
class SameBitsGradientsTest {
    private static final GradientKernels PORTABLE = PortableKernels.SET.gradients();
    private static final GradientKernels SIMD = SimdKernels.SET.gradients();

    @Property
    void penalize(@ForAll("any") SpanCase span) {
        float l1 = span.seed() % 3 == 0 ? 0 : 0.3f;
        span.assertSame(penalize(PORTABLE, span, l1), penalize(SIMD, span, l1));
    }

    @Property
    void sums(@ForAll("apart") SpanCase span) {
        // Beyond a chunk of 2048 in some cases.
        int length = span.seed() % 4 == 0 ? 9 * span.length() : span.length();
        SplittableRandom random = new SplittableRandom(span.seed());
        Canaries x = Canaries.span(span.offsets().first(), length, span.numbers(), random);
        float[] array = x.copy();
        Bits.assertSame(
                "sum of squares",
                PORTABLE.sumOfSquares(length, array, x.offset()),
                SIMD.sumOfSquares(length, array, x.offset()));
        Bits.assertSame(
                "sum of magnitudes",
                PORTABLE.sumOfMagnitudes(length, array, x.offset()),
                SIMD.sumOfMagnitudes(length, array, x.offset()));
        x.assertUntouched("x", array);
    }

    @Property
    void scale(@ForAll("inPlace") SpanCase span) {
        span.assertSame(scale(PORTABLE, span), scale(SIMD, span));
    }

    @Property
    void clamp(@ForAll("inPlace") SpanCase span) {
        span.assertSame(clamp(PORTABLE, span), clamp(SIMD, span));
    }

    @Provide
    Arbitrary<SpanCase> any() {
        return SpanCase.any(SpanCase.Aliasing.values());
    }

    @Provide
    Arbitrary<SpanCase> apart() {
        return SpanCase.any(SpanCase.Aliasing.NONE);
    }

    @Provide
    Arbitrary<SpanCase> inPlace() {
        return SpanCase.any(SpanCase.Aliasing.FIRST);
    }

    private static SpanCase.Binary penalize(GradientKernels kernels, SpanCase span, float l1) {
        return (w, wOffset, g, gOffset, out, outOffset) -> {
            kernels.penalize(span.length(), l1, span.factor(), w, wOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Unary scale(GradientKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.scale(span.length(), span.factor(), y, yOffset);
    }

    private static SpanCase.Unary clamp(GradientKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.clamp(span.length(), span.factor(), y, yOffset);
    }
}
