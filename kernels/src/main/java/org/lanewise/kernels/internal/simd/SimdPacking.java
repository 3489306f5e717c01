package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.V;
import static org.lanewise.kernels.internal.simd.Lanes.all;
import static org.lanewise.kernels.internal.simd.Lanes.load;

import org.lanewise.kernels.internal.gemm.TileKernels;

/** Packing for tiles of NR columns. */
abstract class SimdPacking implements TileKernels {
    private final int nr;

    SimdPacking(int nr) {
        this.nr = nr;
    }

    @Override
    public void packB(
            int k,
            int n,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] packed,
            int packedOffset) {
        for (int j = 0; j < n; j += nr) {
            int columns = Math.min(nr, n - j);
            int from = bOffset + j * bColumnStride;
            int to = packedOffset + j * k;
            if (bColumnStride == 1 && columns == nr) {
                packRows(k, alpha, b, from, bRowStride, packed, to);
            } else {
                packStrided(k, columns, alpha, b, from, bRowStride, bColumnStride, packed, to);
            }
        }
    }

    private void packRows(
            int k, float alpha, float[] b, int bOffset, int bRowStride, float[] packed, int packedOffset) {
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = packedOffset + p * nr;
            for (int j = 0; j < nr; j += V) {
                load(b, from + j).mul(all(alpha)).intoArray(packed, to + j);
            }
        }
    }

    private void packStrided(
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] packed,
            int packedOffset) {
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = packedOffset + p * nr;
            for (int j = 0; j < columns; j++) {
                packed[to + j] = alpha * b[from + j * bColumnStride];
            }
            for (int j = columns; j < nr; j++) {
                packed[to + j] = 0;
            }
        }
    }

    @Override
    public void packA(
            int m,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] packed,
            int packedOffset,
            int ldPacked) {
        for (int i = 0; i < m; i++) {
            int from = aOffset + i * aRowStride;
            int to = packedOffset + i * ldPacked;
            for (int p = 0; p < k; p++) {
                packed[to + p] = a[from + p * aColumnStride];
            }
        }
    }
}
