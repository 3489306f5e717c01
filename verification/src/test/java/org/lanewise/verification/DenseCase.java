package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.lanewise.kernels.Activations;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.internal.GemmKernels;

/** One dense layer f(A·B + bias): the product's shape, layout and numbers, and what is fused to it. */
record DenseCase(GemmCase product, boolean biased, Function function) {
    /** f. */
    enum Function {
        NONE(null),
        RELU(Activations::relu),
        TANH(Activations::tanh);

        private final Elementwise elementwise;

        Function(Elementwise elementwise) {
            this.elementwise = elementwise;
        }

        Elementwise elementwise() {
            return elementwise;
        }
    }

    /** How a layer is computed. */
    interface Layer {
        void run(float[] a, float[] b, float[] bias, int biasOffset, float[] c);
    }

    /** Any layer around any product; alpha is 1 and beta 0. */
    static Arbitrary<DenseCase> any() {
        return Combinators.combine(GemmCase.any(), Arbitraries.of(false, true), Arbitraries.of(Function.values()))
                .as((product, biased, function) -> new DenseCase(
                        new GemmCase(product.shape(), product.layout(), 1, 0, product.numbers(), product.seed()),
                        biased,
                        function));
    }

    /** By a kernel set. */
    float[] run(String name, GemmKernels kernels) {
        return run(
                name,
                (a, b, bias, biasOffset, c) -> kernels.dense(
                        product.shape().m(),
                        product.shape().n(),
                        product.shape().k(),
                        a,
                        product.layout().aOffset(),
                        product.aRowStride(),
                        product.aColumnStride(),
                        b,
                        product.layout().bOffset(),
                        product.bRowStride(),
                        product.bColumnStride(),
                        bias,
                        biasOffset,
                        function.elementwise,
                        c,
                        product.layout().cOffset(),
                        product.ldc()));
    }

    /** By a kernel set with a packed B, in parts of 64 columns and the rest, as threads would. */
    float[] runPacked(String name, GemmKernels kernels) {
        return run(name, (a, b, bias, biasOffset, c) -> {
            int n = product.shape().n();
            float[] packed = kernels.pack(
                    product.shape().k(),
                    n,
                    b,
                    product.layout().bOffset(),
                    product.bRowStride(),
                    product.bColumnStride());
            int cut = n / 64 * 64;
            for (int first = 0; first <= cut; first += Math.max(cut, 64)) {
                kernels.densePacked(
                        product.shape().m(),
                        Math.min(first == cut ? n - cut : cut, n - first),
                        product.shape().k(),
                        a,
                        product.layout().aOffset(),
                        product.aRowStride(),
                        product.aColumnStride(),
                        packed,
                        n,
                        first,
                        bias,
                        biasOffset + first,
                        function.elementwise,
                        c,
                        product.layout().cOffset() + first,
                        product.ldc());
            }
        });
    }

    /** Runs a layer on copies, checks that it wrote C alone, and returns C. */
    float[] run(String name, Layer layer) {
        GemmCase.Operands operands = product.operands();
        Canaries bias = Canaries.span(
                product.layout().aPadding(),
                product.shape().n(),
                product.numbers(),
                new SplittableRandom(~product.seed()));
        float[] a = operands.a().copy();
        float[] b = operands.b().copy();
        float[] c = operands.c().copy();
        float[] biasArray = biased ? bias.copy() : null;
        layer.run(a, b, biasArray, biased ? bias.offset() : 0, c);
        operands.a().assertUntouched(name + ": A", a);
        operands.b().assertUntouched(name + ": B", b);
        if (biased) {
            bias.assertUntouched(name + ": bias", biasArray);
        }
        operands.c().assertNothingOutsideWritten(name + ": C", c);
        return c;
    }
}
