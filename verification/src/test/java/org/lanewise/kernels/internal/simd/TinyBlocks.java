package org.lanewise.kernels.internal.simd;

import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.Blocking;

/**
 * The products around each set of tiles, whichever the machine would choose, in blocks so small that matrices of a few
 * dozen rows and columns cross the edges of several.
 */
public final class TinyBlocks {
    private static final int WIDEST_TILE = 64;
    private static final Blocking TINY = new Blocking(12, 8, WIDEST_TILE);

    private TinyBlocks() {}

    /** Tiles for 16 registers. */
    public static BlockedGemm tiles2v() {
        return new BlockedGemm(new Tiles2v(), TINY);
    }

    /** Tiles for 32 registers. */
    public static BlockedGemm tiles4v() {
        return new BlockedGemm(new Tiles4v(), TINY);
    }
}
