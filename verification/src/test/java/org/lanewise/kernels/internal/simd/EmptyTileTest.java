package org.lanewise.kernels.internal.simd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.gemm.TileKernels;

/** Calls with k &lt; 0, which a warm-up makes by the thousand: they end before they touch an array. */
class EmptyTileTest {
    private static final List<TileKernels> SETS = List.of(new Tiles2v(), new Tiles4v());

    @Test
    void rowTilesDoNothing() {
        for (TileKernels tiles : SETS) {
            for (int rows = 1; rows <= tiles.maxRows(); rows++) {
                int height = rows;
                assertDoesNotThrow(
                        () -> tiles.rows(height, -1, null, 0, 0, null, 0, null, 0, 0, null, 0, 0),
                        () -> tiles + ", rows " + height);
            }
        }
    }

    @Test
    void packingTilesDoNothing() {
        for (TileKernels tiles : SETS) {
            assertDoesNotThrow(
                    () -> tiles.packing(-1, null, 0, 0, null, 0, 0, null, 0, null, 0, 0, null, 0, 0), tiles::toString);
        }
    }
}
