package org.lanewise.verification;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.portable.PortableKernels;

/** A dense layer is what its javadoc says: C filled with the bias, a product with beta = 1, the activation. */
class DenseOracleTest {
    @Property(tries = 200)
    void denseIsGemmOnTheBiasThenTheActivation(@ForAll("layers") DenseCase layer) {
        GemmCase product = layer.product();
        int n = product.shape().n();
        int m = n == 0 ? 0 : product.shape().m();
        float[] expected = layer.run("in three steps", (a, b, bias, biasOffset, c) -> {
            for (int i = 0; i < m; i++) {
                if (bias == null) {
                    Arrays.fill(c, product.c(i, 0), product.c(i, 0) + n, 0);
                } else {
                    System.arraycopy(bias, biasOffset, c, product.c(i, 0), n);
                }
            }
            PortableKernels.SET
                    .gemm()
                    .gemm(
                            m,
                            n,
                            product.shape().k(),
                            1,
                            a,
                            product.layout().aOffset(),
                            product.aRowStride(),
                            product.aColumnStride(),
                            b,
                            product.layout().bOffset(),
                            product.bRowStride(),
                            product.bColumnStride(),
                            1,
                            c,
                            product.layout().cOffset(),
                            product.ldc());
            for (int i = 0; i < m && layer.function() != DenseCase.Function.NONE; i++) {
                layer.function().elementwise().apply(n, c, product.c(i, 0), c, product.c(i, 0));
            }
        });
        Bits.assertSame("C", expected, layer.run("portable", PortableKernels.SET.gemm()));
        Bits.assertSame("C by a packed B", expected, layer.runPacked("portable", PortableKernels.SET.gemm()));
    }

    @Provide
    Arbitrary<DenseCase> layers() {
        return DenseCase.any();
    }
}
