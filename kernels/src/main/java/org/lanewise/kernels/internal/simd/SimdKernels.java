package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/** The SIMD kernel set. */
public final class SimdKernels {
    /**
     * Measured on a Zen 3 core (L1 32 KiB, L2 512 KiB, 256-bit vectors, JDK 25), share of the FMA peak, best of 60: 1024³
     * KC 256 / MC 192 0.80, KC 512 / MC 96 0.83, KC 512 / MC 384 0.81; 768³ 0.76 and 0.85. With a KC of 512 a panel of B
     * comes from L2, which keeps pace, and C is read and written half as often. On a Zen 5 core (512 bits) KC 256 / 512 /
     * 768 made 0.89 / 0.90 / 0.89. NC bounds the packed block of B to 4 MiB.
     */
    private static final Blocking BLOCKING = new Blocking(96, 512, 2048);

    /** The set. */
    public static final KernelSet SET = new KernelSet(
            "SIMD, " + Lanes.bits() + "-bit vectors",
            gemm(),
            new SimdRows(),
            new SimdElementary(),
            new SimdActivations(),
            new SimdLosses(),
            new SimdUpdates());

    private SimdKernels() {}

    private static BlockedGemm gemm() {
        return new BlockedGemm(has32Registers() ? new Tiles4v() : new Tiles2v(), BLOCKING);
    }

    // AVX-512 brings 32 registers to x86, in all widths; NEON and SVE have them.
    private static boolean has32Registers() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
                || !System.getProperty("os.arch").equals("amd64");
    }
}
