package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import java.util.Arrays;

/** Packs a panel of B: k rows of NR floats. */
final class SimdPacking {
    private SimdPacking() {}

    static void pack(
            int nr,
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] panel,
            int panelOffset) {
        if (columns < nr) {
            Arrays.fill(panel, panelOffset, panelOffset + k * nr, 0);
        }
        if (bColumnStride == 1 && columns == nr) {
            packFullRows(nr, k, alpha, b, bOffset, bRowStride, panel, panelOffset);
        } else if (bRowStride == 1 && alpha == 1) {
            SimdTranspose.transpose(columns, k, b, bOffset, bColumnStride, panel, panelOffset, nr);
        } else {
            packStrided(nr, k, columns, alpha, b, bOffset, bRowStride, bColumnStride, panel, panelOffset);
        }
    }

    private static void packFullRows(
            int nr, int k, float alpha, float[] b, int bOffset, int bRowStride, float[] panel, int panelOffset) {
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = panelOffset + p * nr;
            for (int j = 0; j < nr; j += V) {
                fromArray(F, b, from + j).mul(alpha).intoArray(panel, to + j);
            }
        }
    }

    private static void packStrided(
            int nr,
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] panel,
            int panelOffset) {
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = panelOffset + p * nr;
            for (int j = 0; j < columns; j++) {
                panel[to + j] = alpha * b[from + j * bColumnStride];
            }
        }
    }
}
