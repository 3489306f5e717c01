package org.lanewise.kernels.internal.gemm;

import java.util.Arrays;
import org.lanewise.kernels.internal.GemmKernels;

/**
 * The blocked loops around a micro-kernel (Goto, van de Geijn: Anatomy of High-Performance Matrix Multiplication, ACM
 * TOMS 34(3), 2008; Van Zee, van de Geijn: BLIS, ACM TOMS 41(3), 2015), with two differences: A is read in place where
 * its rows are contiguous, and each block of k continues the chains that stand in C.
 *
 * <pre>
 * for jc in 0 … n by NC                       columns of B and C
 *   for pc in 0 … k by KC                     pack B[pc, jc] into panels (L3)
 *     for ic in 0 … m by MC                   A[ic, pc] stays in L2
 *       for jr in 0 … NC by NR                a panel of B stays in L1
 *         for ir in 0 … MC by MR              a tile of C in registers: the micro-kernel loops over KC
 * </pre>
 *
 * @param tiles the micro-kernels
 * @param blocking MC, KC, NC
 */
public record BlockedGemm(TileKernels tiles, Blocking blocking) implements GemmKernels {
    @Override
    public void gemm(
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        if (m == 0 || n == 0) {
            return;
        }
        if (alpha == 0 || k == 0) {
            scale(m, n, beta, c, cOffset, ldc);
            return;
        }
        if (beta != 0 && beta != 1) {
            scale(m, n, beta, c, cOffset, ldc);
        }
        Scratch scratch = Scratch.ofThread();
        for (int jc = 0; jc < n; jc += blocking.nc()) {
            int nc = Math.min(blocking.nc(), n - jc);
            for (int pc = 0; pc < k; pc += blocking.kc()) {
                int kc = Math.min(blocking.kc(), k - pc);
                float[] packedB = scratch.packedB(roundUp(nc, tiles.columns()) * kc);
                int bBlock = bOffset + pc * bRowStride + jc * bColumnStride;
                tiles.packB(kc, nc, alpha, b, bBlock, bRowStride, bColumnStride, packedB, 0);
                boolean fresh = pc == 0 && beta == 0;
                for (int ic = 0; ic < m; ic += blocking.mc()) {
                    int mc = Math.min(blocking.mc(), m - ic);
                    int aBlock = aOffset + ic * aRowStride + pc * aColumnStride;
                    int cBlock = cOffset + ic * ldc + jc;
                    if (aColumnStride == 1) {
                        block(scratch, mc, nc, kc, a, aBlock, aRowStride, packedB, fresh, c, cBlock, ldc);
                    } else {
                        float[] packedA = scratch.packedA(mc * kc);
                        tiles.packA(mc, kc, a, aBlock, aRowStride, aColumnStride, packedA, 0, kc);
                        block(scratch, mc, nc, kc, packedA, 0, kc, packedB, fresh, c, cBlock, ldc);
                    }
                }
            }
        }
    }

    private void block(
            Scratch scratch,
            int mc,
            int nc,
            int kc,
            float[] a,
            int aOffset,
            int lda,
            float[] packedB,
            boolean fresh,
            float[] c,
            int cOffset,
            int ldc) {
        int nr = tiles.columns();
        float[] edge = scratch.tile(tiles.maxRows() * nr + nr);
        int zeros = tiles.maxRows() * nr;
        // Tiles of nearly equal height: 32 rows are 6 + 6 + 5 + 5 + 5 + 5, not 5 times 6 and a slow 2.
        int rowTiles = (mc + tiles.maxRows() - 1) / tiles.maxRows();
        for (int jr = 0; jr < nc; jr += nr) {
            int columns = Math.min(nr, nc - jr);
            int panel = jr * kc;
            int ir = 0;
            for (int t = 0; t < rowTiles; t++) {
                int rows = (mc - ir) / (rowTiles - t);
                int aTile = aOffset + ir * lda;
                int cTile = cOffset + ir * ldc + jr;
                if (columns == nr) {
                    float[] s = fresh ? edge : c;
                    int sOffset = fresh ? zeros : cTile;
                    int lds = fresh ? 0 : ldc;
                    tiles.multiply(rows, kc, a, aTile, lda, packedB, panel, s, sOffset, lds, c, cTile, ldc);
                } else {
                    if (!fresh) {
                        copy(rows, columns, c, cTile, ldc, edge, 0, nr);
                    }
                    tiles.multiply(
                            rows,
                            kc,
                            a,
                            aTile,
                            lda,
                            packedB,
                            panel,
                            edge,
                            fresh ? zeros : 0,
                            fresh ? 0 : nr,
                            edge,
                            0,
                            nr);
                    copy(rows, columns, edge, 0, nr, c, cTile, ldc);
                }
                ir += rows;
            }
        }
    }

    private static void copy(
            int rows, int columns, float[] from, int fromOffset, int ldFrom, float[] to, int toOffset, int ldTo) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, fromOffset + i * ldFrom, to, toOffset + i * ldTo, columns);
        }
    }

    private static void scale(int m, int n, float beta, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * ldc;
            if (beta == 0) {
                Arrays.fill(c, row, row + n, 0);
            } else {
                for (int j = 0; j < n; j++) {
                    c[row + j] *= beta;
                }
            }
        }
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
