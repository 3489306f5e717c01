package org.lanewise.kernels.internal.simd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.gemm.TileKernels;

/** Calls with k &lt; 0, which a warm-up makes by the thousand: they end before they touch an array. */
class EmptyTileTest {
    private static final List<TileKernels> SETS = List.of(
            new Tiles2v(),
            new Tiles4v(false),
            new Tiles4v(true),
            new ColdStart(new Tiles2v()),
            new ColdStart(new Tiles4v(true)));

    @Test
    void tilesOfPanelsDoNothing() {
        for (TileKernels tiles : SETS) {
            for (int columns = 1; columns <= tiles.panelColumns(); columns++) {
                int width = tiles.panelWidth(columns);
                for (int rows = 1; rows <= tiles.maxRows(width); rows++) {
                    int height = rows;
                    assertDoesNotThrow(
                            () -> tiles.tile(height, width, -1, null, 0, 0, null, 0, width, null, 0, 0, null, 0, 0),
                            () -> tiles + ", " + height + " × " + width);
                }
            }
        }
    }

    @Test
    void tilesOfBInPlaceDoNothing() {
        for (TileKernels tiles : SETS) {
            int n = 16 * tiles.panelColumns();
            for (int rows = 1; rows <= tiles.maxRows(tiles.panelColumns()); rows++) {
                int height = rows;
                int columns = tiles.streamColumns(rows, n);
                assertDoesNotThrow(
                        () -> tiles.tile(height, columns, -1, null, 0, 0, null, 0, n, null, 0, 0, null, 0, 0),
                        () -> tiles + ", rows " + height);
            }
        }
    }

    @Test
    void pairsOfPanelsDoNothing() {
        for (TileKernels tiles : SETS) {
            assertDoesNotThrow(() -> tiles.pair(-1, null, 0, null, 0, 0, null, 0, null, 0), tiles::toString);
        }
    }

    @Test
    void packingTilesDoNothing() {
        for (TileKernels tiles : SETS) {
            assertDoesNotThrow(
                    () -> tiles.packing(-1, null, 0, 0, null, 0, 0, null, 0, null, 0, 0, null, 0, 0), tiles::toString);
        }
    }

    @Test
    void columnTilesDoNothing() {
        for (TileKernels tiles : SETS) {
            if (tiles.columnRows() > 0) {
                assertDoesNotThrow(() -> tiles.column(1, -1, null, 0, 0, null, 0, 0, null, 0), tiles::toString);
            }
        }
    }
}
