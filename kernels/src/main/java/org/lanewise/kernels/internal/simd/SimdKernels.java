package org.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/** The SIMD kernel set. */
public final class SimdKernels {
    /**
     * 256 KiB of A, which stay in L2 with a block of B, so that each panel may pass all of their rows. Zen 5, share of the peak with /
     * without: 64×512×784 0.875 / 0.855, 128×512×512 0.915 / 0.905; at 2¹⁵ elements as without.
     */
    private static final int WHOLE = 1 << 16;

    /**
     * 1,024 rows of a copy at the greatest depth, 4 MiB. Zen 5, 2048³, which has four times as much, as a share of the peak: 2¹⁸
     * elements 0.83, 2¹⁹ 0.87, 2²⁰ 0.89, 2²¹ as 2²⁰, all of A 0.86. A smaller one has B packed more often; a larger one has A come from
     * memory for each block of B.
     */
    private static final int SLAB = 1024 * (1024 + 16);

    /**
     * For 16 registers. A Zen 3 core (L1 32 KiB, L2 512 KiB) read rows of A that lie 2 KiB apart or more, so that they fall into
     * the same cache sets and take a page each, faster from a copy (1024³ and 768³: 1.2 times); on Zen 5 with UseAVX=2 the copy
     * makes no difference. There, of 256³ to 2048³, 64×512×784 and Aᵀ·B, MC / KC / NC of 24 / 1024 / 128, 24 / 1024 / 64,
     * 48 / 1024 / 128 and 48 / 1024 / 1024 are within 3 % of each other.
     */
    private static final Blocking NARROW_PANELS = new Blocking(24, 1024, 128, WHOLE, SLAB, 512);

    /**
     * For 32 registers, whose panels are four times as wide. Zen 5 core (L1 48 KiB, L2 1 MiB, 512 bits), 512³ and 1024³ as a share
     * of the peak, all in one JVM in turns, MC / KC / NC: 24 / 1024 / 128 0.935 and 0.93, 24 / 1024 / 64 the same, 24 / 1024 / 192
     * 0.93 and 0.91, 24 / 1024 / 256 0.92 and 0.87, 24 / 768 / 128 0.93 and 0.905, 24 / 512 / 128 0.93 and 0.905, 48 / 1024 / 128 0.92
     * and 0.905, 96 / 1024 / 128 0.92 and 0.91; with the block of A in L2 and B streaming past it (96 / 512 / 1024) 0.88 and
     * 0.875. A block of B of 512 KiB leaves A and C their half of L2; the fewer rows at a time, the nearer A. A copy of rows far
     * apart costs 3 % at 512³ and gains nothing at 2048³. What did not help, with the block of A in L2: tiles of 12×2v and 8×3v,
     * which read B from L1, and 192, 288 and 384 rows.
     */
    private static final Blocking WIDE_PANELS = new Blocking(24, 1024, 128, WHOLE, SLAB, Integer.MAX_VALUE);

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
