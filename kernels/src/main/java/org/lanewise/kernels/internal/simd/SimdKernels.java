package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/** The SIMD kernel set. */
public final class SimdKernels {
    /**
     * For 16 registers. Measured on a shared Zen 3 core (L1 32 KiB, L2 512 KiB, 256-bit vectors, JDK 25), 1024³, best of 25
     * as a share of the FMA peak, MC / KC: 192 / 256 0.76, 96 / 384 0.81, 96 / 512 0.80 to 0.83, 48 / 512 0.77 to 0.85,
     * 48 / 1024 0.85, 24 / 512 0.70 to 0.81. With a KC of 1024 a panel of B comes from L2, which keeps pace, and most
     * layers' C is written once; a small MC leaves it the room. NC bounds the packed block of B to 4 MiB.
     */
    private static final Blocking NARROW_PANELS = new Blocking(48, 1024, 1024);

    /**
     * For 32 registers, whose panels are four times as wide. Zen 5 core (L1 48 KiB, L2 1 MiB, 512 bits), medians over six
     * shapes from 64×512×784 to 2048³ as a share of the peak, MC / KC: 192 / 512 0.89, 96 / 512 0.88, 48 / 512 0.87,
     * 48 / 1024 0.86, 192 / 256 0.85, 96 / 256 0.83, 96 / 128 0.81. 1024³ to 2048³ at 192 / 512, 288 / 512 and 384 / 512: as
     * 96 / 512, within the noise; nor do tiles of 12×2v or 8×3v, with B from L1, do better (181 to 186 GFLOP/s all of them).
     */
    private static final Blocking WIDE_PANELS = new Blocking(96, 512, 1024);

    /** The set. */
    public static final KernelSet SET = new KernelSet(
            "SIMD, " + Lanes.bits() + "-bit vectors",
            gemm(),
            new SimdRows(),
            new SimdElementary(),
            new SimdActivations(),
            new SimdSmoothRectifiers(),
            new SimdPrelu(),
            new SimdMaxout(),
            new SimdLosses(),
            new SimdCrossEntropy(),
            new SimdUpdates(),
            new SimdGradients(),
            new SimdDropouts());

    private SimdKernels() {}

    private static BlockedGemm gemm() {
        return has32Registers()
                ? new BlockedGemm(new ColdStart(new Tiles4v(Lanes.MASKED)), WIDE_PANELS)
                : new BlockedGemm(new ColdStart(new Tiles2v()), NARROW_PANELS);
    }

    // AVX-512 brings 32 registers to x86, in all widths; NEON has them.
    private static boolean has32Registers() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
                || System.getProperty("os.arch").equals("aarch64");
    }
}
