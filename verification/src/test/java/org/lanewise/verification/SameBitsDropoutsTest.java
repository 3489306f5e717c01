package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.DropoutKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: dropout, from any index of a stream on. */
class SameBitsDropoutsTest {
    private static final DropoutKernels PORTABLE = PortableKernels.SET.dropouts();
    private static final DropoutKernels SIMD = SimdKernels.SET.dropouts();

    @Property
    void forward(@ForAll("inputs") SpanCase span, @ForAll("indices") long index, @ForAll long stream) {
        // Beyond a chunk of 2048 in some cases.
        int length = span.seed() % 8 == 0 ? 5 * span.length() : span.length();
        SplittableRandom random = new SplittableRandom(span.seed());
        long threshold = random.nextBoolean() ? random.nextLong(1, (1L << 32) + 1) : 1L << 32;
        long seed = random.nextLong();
        Canaries x = Canaries.span(span.offsets().first(), length, span.numbers(), random);
        Canaries mask = Canaries.span(span.offsets().second(), length, Numbers.NAN, random);
        Canaries y = span.aliasing() == SpanCase.Aliasing.FIRST
                ? x
                : Canaries.span(span.offsets().output(), length, Numbers.NAN, random);
        float[][] expected = null;
        for (DropoutKernels kernels : new DropoutKernels[] {PORTABLE, SIMD}) {
            float[] xArray = x.copy();
            float[] yArray = x == y ? xArray : y.copy();
            float[] maskArray = mask.copy();
            kernels.forward(
                    length,
                    threshold,
                    1.25f,
                    seed,
                    stream,
                    index,
                    xArray,
                    x.offset(),
                    yArray,
                    y.offset(),
                    maskArray,
                    mask.offset());
            if (x != y) {
                x.assertUntouched("x", xArray);
            }
            y.assertNothingOutsideWritten("y", yArray);
            mask.assertNothingOutsideWritten("mask", maskArray);
            if (expected == null) {
                expected = new float[][] {yArray, maskArray};
            } else {
                Bits.assertSame("y", expected[0], yArray);
                Bits.assertSame("mask", expected[1], maskArray);
            }
        }
    }

    @Property
    void backward(@ForAll("gradients") SpanCase span) {
        span.assertSame(backward(PORTABLE, span), backward(SIMD, span));
    }

    /** Around the ends of groups, and where the block's number leaves 32 bits. */
    @Provide
    Arbitrary<Long> indices() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 200),
                Arbitraries.longs().between((1L << 34) - 300, (1L << 34) + 300),
                Arbitraries.longs().between(0, (1L << 62) - 1));
    }

    @Provide
    Arbitrary<SpanCase> inputs() {
        return SpanCase.any(SpanCase.Aliasing.NONE, SpanCase.Aliasing.FIRST);
    }

    @Provide
    Arbitrary<SpanCase> gradients() {
        return SpanCase.any(SpanCase.Aliasing.values());
    }

    private static SpanCase.Binary backward(DropoutKernels kernels, SpanCase span) {
        return (mask, maskOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset) -> {
            kernels.backward(span.length(), mask, maskOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
            return 0;
        };
    }
}
