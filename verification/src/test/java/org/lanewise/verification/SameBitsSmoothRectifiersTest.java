package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.SmoothRectifierKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: smooth relatives of ReLU and their gradients. */
class SameBitsSmoothRectifiersTest {
    private static final SmoothRectifierKernels PORTABLE = PortableKernels.SET.smoothRectifiers();
    private static final SmoothRectifierKernels SIMD = SimdKernels.SET.smoothRectifiers();

    @Property
    void elu(@ForAll("forward") SpanCase span) {
        span.assertSame(elu(PORTABLE, span), elu(SIMD, span));
    }

    @Property
    void eluBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(eluBackward(PORTABLE, span), eluBackward(SIMD, span));
    }

    @Property
    void softplus(@ForAll("forward") SpanCase span) {
        span.assertSame(softplus(PORTABLE, span), softplus(SIMD, span));
    }

    @Property
    void softplusBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(softplusBackward(PORTABLE, span), softplusBackward(SIMD, span));
    }

    @Property
    void silu(@ForAll("forward") SpanCase span) {
        span.assertSame(silu(PORTABLE, span), silu(SIMD, span));
    }

    @Property
    void siluBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(siluBackward(PORTABLE, span), siluBackward(SIMD, span));
    }

    @Property
    void gelu(@ForAll("forward") SpanCase span) {
        span.assertSame(gelu(PORTABLE, span), gelu(SIMD, span));
    }

    @Property
    void geluBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(geluBackward(PORTABLE, span), geluBackward(SIMD, span));
    }

    @Provide
    Arbitrary<SpanCase> forward() {
        return SpanCase.any(SpanCase.Aliasing.NONE, SpanCase.Aliasing.FIRST);
    }

    @Provide
    Arbitrary<SpanCase> backward() {
        return SpanCase.any(SpanCase.Aliasing.values());
    }

    private static SpanCase.Unary elu(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.elu(span.length(), span.factor(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Binary eluBackward(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, g, gOffset, out, outOffset) -> {
            kernels.eluBackward(span.length(), span.factor(), x, xOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Unary softplus(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.softplus(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Binary softplusBackward(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, g, gOffset, out, outOffset) -> {
            kernels.softplusBackward(span.length(), x, xOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Unary silu(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.silu(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Binary siluBackward(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, g, gOffset, out, outOffset) -> {
            kernels.siluBackward(span.length(), x, xOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Unary gelu(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.gelu(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Binary geluBackward(SmoothRectifierKernels kernels, SpanCase span) {
        return (x, xOffset, g, gOffset, out, outOffset) -> {
            kernels.geluBackward(span.length(), x, xOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }
}
