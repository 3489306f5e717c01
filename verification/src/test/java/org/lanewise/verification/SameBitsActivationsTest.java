package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.ActivationKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: activations and their gradients. */
class SameBitsActivationsTest {
    private static final ActivationKernels PORTABLE = PortableKernels.SET.activations();
    private static final ActivationKernels SIMD = SimdKernels.SET.activations();

    @Property
    void sigmoid(@ForAll("forward") SpanCase span) {
        span.assertSame(sigmoid(PORTABLE, span), sigmoid(SIMD, span));
    }

    @Property
    void sigmoidBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(sigmoidBackward(PORTABLE, span), sigmoidBackward(SIMD, span));
    }

    @Property
    void tanh(@ForAll("forward") SpanCase span) {
        span.assertSame(tanh(PORTABLE, span), tanh(SIMD, span));
    }

    @Property
    void tanhBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(tanhBackward(PORTABLE, span), tanhBackward(SIMD, span));
    }

    @Property
    void relu(@ForAll("forward") SpanCase span) {
        span.assertSame(relu(PORTABLE, span), relu(SIMD, span));
    }

    @Property
    void reluBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(reluBackward(PORTABLE, span), reluBackward(SIMD, span));
    }

    @Property
    void leakyRelu(@ForAll("forward") SpanCase span) {
        span.assertSame(leakyRelu(PORTABLE, span), leakyRelu(SIMD, span));
    }

    @Property
    void leakyReluBackward(@ForAll("backward") SpanCase span) {
        span.assertSame(leakyReluBackward(PORTABLE, span), leakyReluBackward(SIMD, span));
    }

    @Provide
    Arbitrary<SpanCase> forward() {
        return SpanCase.any(SpanCase.Aliasing.NONE, SpanCase.Aliasing.FIRST);
    }

    @Provide
    Arbitrary<SpanCase> backward() {
        return SpanCase.any(SpanCase.Aliasing.values());
    }

    private static SpanCase.Unary sigmoid(ActivationKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.sigmoid(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary tanh(ActivationKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.tanh(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary relu(ActivationKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.relu(span.length(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Unary leakyRelu(ActivationKernels kernels, SpanCase span) {
        return (x, xOffset, y, yOffset) -> kernels.leakyRelu(span.length(), span.factor(), x, xOffset, y, yOffset);
    }

    private static SpanCase.Binary sigmoidBackward(ActivationKernels kernels, SpanCase span) {
        return (y, yOffset, g, gOffset, out, outOffset) -> {
            kernels.sigmoidBackward(span.length(), y, yOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Binary tanhBackward(ActivationKernels kernels, SpanCase span) {
        return (y, yOffset, g, gOffset, out, outOffset) -> {
            kernels.tanhBackward(span.length(), y, yOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Binary reluBackward(ActivationKernels kernels, SpanCase span) {
        return (y, yOffset, g, gOffset, out, outOffset) -> {
            kernels.reluBackward(span.length(), y, yOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }

    private static SpanCase.Binary leakyReluBackward(ActivationKernels kernels, SpanCase span) {
        return (y, yOffset, g, gOffset, out, outOffset) -> {
            kernels.leakyReluBackward(span.length(), span.factor(), y, yOffset, g, gOffset, out, outOffset);
            return 0;
        };
    }
}
