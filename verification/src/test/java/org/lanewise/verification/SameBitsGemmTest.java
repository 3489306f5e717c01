package org.lanewise.verification;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.GemmKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;
import org.lanewise.kernels.internal.simd.TinyBlocks;

/** SIMD ≡ portable, bit for bit: matrix products. */
class SameBitsGemmTest {
    @Property
    void gemm(@ForAll("products") GemmCase product) {
        assertSame(product, SimdKernels.SET.gemm());
    }

    @Property
    void tiles6x2vInTinyBlocks(@ForAll("products") GemmCase product) {
        assertSame(product, TinyBlocks.tiles6x2v());
    }

    @Property
    void tiles6x4vInTinyBlocks(@ForAll("products") GemmCase product) {
        assertSame(product, TinyBlocks.tiles6x4v());
    }

    private static void assertSame(GemmCase product, GemmKernels kernels) {
        float[] expected = product.run("portable", PortableKernels.SET.gemm());
        float[] actual = product.run("simd", kernels);
        Bits.assertSame("C", expected, actual);
    }

    @Provide
    Arbitrary<GemmCase> products() {
        return GemmCase.any();
    }
}
