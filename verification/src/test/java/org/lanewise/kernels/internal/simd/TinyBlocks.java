package org.lanewise.kernels.internal.simd;

import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/**
 * The products around each set of tiles, whichever the machine would choose, in blocks so small that matrices of a few
 * dozen rows and columns cross the edges of several.
 */
public final class TinyBlocks {
    private static final int WIDEST_TILE = 64;
    private static final Blocking TINY = new Blocking(12, 8, WIDEST_TILE, 20 * 32, 30 * (8 + 16), 40);

    /** Deep enough that a cold kernel takes several calls for a block. */
    private static final Blocking DEEP = new Blocking(12, 30, WIDEST_TILE, 20 * 32, 30 * (30 + 16), 40);

    /** Few rows and columns, but deeper than a kernel's strip of k. */
    private static final Blocking LONG_CHAINS = new Blocking(12, 1024, WIDEST_TILE, 0, 1 << 14, 512);

    private TinyBlocks() {}

    /** Tiles for 16 registers. */
    public static BlockedGemm tiles2v() {
        return new BlockedGemm(new Tiles2v(), TINY);
    }

    /** Tiles for 16 registers, with panels of great depth. */
    public static BlockedGemm deepTiles2v() {
        return new BlockedGemm(new Tiles2v(), LONG_CHAINS);
    }

    /** Tiles for 32 registers, as they are for machines without masks. */
    public static BlockedGemm tiles4v() {
        return new BlockedGemm(new Tiles4v(false), TINY);
    }

    /** Tiles for 32 registers that stop at the edge of C by masks. */
    public static BlockedGemm maskedTiles4v() {
        return new BlockedGemm(new Tiles4v(true), TINY);
    }

    /** Tiles for 16 registers in their first calls. */
    public static BlockedGemm coldTiles2v() {
        return new BlockedGemm(new ColdStart(new Tiles2v()), DEEP);
    }

    /** Masked tiles for 32 registers in their first calls. */
    public static BlockedGemm coldTiles4v() {
        return new BlockedGemm(new ColdStart(new Tiles4v(true)), DEEP);
    }
}
