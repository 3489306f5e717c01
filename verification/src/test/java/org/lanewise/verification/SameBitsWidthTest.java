package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.Lanes;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** That the other tests of this JVM compare what they are meant to. */
class SameBitsWidthTest {
    @Test
    void theWidthIsTheOneAskedFor() {
        assertEquals(Integer.getInteger(Lanes.PROPERTY, Lanes.bits()), Lanes.bits());
        assertEquals("SIMD, " + Lanes.bits() + "-bit vectors", SimdKernels.SET.name());
    }

    @Test
    void thereAreTwoSets() {
        assertNotSame(PortableKernels.SET.gemm(), SimdKernels.SET.gemm());
        assertNotSame(PortableKernels.SET.rows(), SimdKernels.SET.rows());
        assertNotSame(PortableKernels.SET.elementary(), SimdKernels.SET.elementary());
        assertNotSame(PortableKernels.SET.activations(), SimdKernels.SET.activations());
        assertNotSame(PortableKernels.SET.smoothRectifiers(), SimdKernels.SET.smoothRectifiers());
        assertNotSame(PortableKernels.SET.prelu(), SimdKernels.SET.prelu());
        assertNotSame(PortableKernels.SET.maxout(), SimdKernels.SET.maxout());
        assertNotSame(PortableKernels.SET.losses(), SimdKernels.SET.losses());
        assertNotSame(PortableKernels.SET.crossEntropy(), SimdKernels.SET.crossEntropy());
        assertNotSame(PortableKernels.SET.updates(), SimdKernels.SET.updates());
        assertNotSame(PortableKernels.SET.gradients(), SimdKernels.SET.gradients());
        assertNotSame(PortableKernels.SET.dropouts(), SimdKernels.SET.dropouts());
    }
}
