package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/** The SIMD kernel set. */
public final class SimdKernels {
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
        return has32Registers()
                ? new BlockedGemm(new Tiles4v(), new Blocking(96, 256, 2048))
                : new BlockedGemm(new Tiles2v(), new Blocking(192, 256, 2048));
    }

    // AVX-512 brings 32 registers to x86, in all widths; NEON and SVE have them.
    private static boolean has32Registers() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
                || !System.getProperty("os.arch").equals("amd64");
    }
}
