package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.ElementaryKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: elementary functions. */
class SameBitsElementaryTest {
    private static final ElementaryKernels PORTABLE = PortableKernels.SET.elementary();
    private static final ElementaryKernels SIMD = SimdKernels.SET.elementary();

    @Property
    void exp(@ForAll("spans") SpanCase span) {
        span.assertSame(exp(PORTABLE, span), exp(SIMD, span));
    }

    @Property
    void expm1(@ForAll("spans") SpanCase span) {
        span.assertSame(expm1(PORTABLE, span), expm1(SIMD, span));
    }

    @Property
    void log(@ForAll("spans") SpanCase span) {
        span.assertSame(log(PORTABLE, span), log(SIMD, span));
    }

    @Property
    void log1p(@ForAll("spans") SpanCase span) {
        span.assertSame(log1p(PORTABLE, span), log1p(SIMD, span));
    }

    @Property
    void erf(@ForAll("spans") SpanCase span) {
        span.assertSame(erf(PORTABLE, span), erf(SIMD, span));
    }

    @Provide
    Arbitrary<SpanCase> spans() {
        return SpanCase.any(SpanCase.Aliasing.NONE, SpanCase.Aliasing.FIRST);
    }

    private static SpanCase.Unary exp(ElementaryKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.exp(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary expm1(ElementaryKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.expm1(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary log(ElementaryKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.log(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary log1p(ElementaryKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.log1p(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary erf(ElementaryKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.erf(span.length(), x, xOffset, y, yOffset);
    }
}
