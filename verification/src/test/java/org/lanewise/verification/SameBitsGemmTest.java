package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: matrix products. */
class SameBitsGemmTest {
    @Property
    void gemm(@ForAll("products") GemmCase product) {
        float[] expected = product.run("portable", PortableKernels.SET.gemm());
        float[] actual = product.run("simd", SimdKernels.SET.gemm());
        Bits.assertSame("C", expected, actual);
    }

    @Provide
    Arbitrary<GemmCase> products() {
        return GemmCase.any();
    }
}
