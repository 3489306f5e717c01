package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import java.util.Arrays;
import jdk.incubator.vector.VectorMask;

/** Packs a panel of B. */
final class SimdPacking {
    private SimdPacking() {}

    /** A panel of rows of {@code width} floats, the last {@code width − columns} of them zeros. */
    static void pack(
            int width,
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] panel,
            int panelOffset) {
        if (bColumnStride == 1 && columns == width) {
            packFullRows(width, k, alpha, b, bOffset, bRowStride, panel, panelOffset);
        } else if (bColumnStride == 1 && Lanes.MASKED) {
            packMaskedRows(width, k, columns, alpha, b, bOffset, bRowStride, panel, panelOffset);
        } else {
            if (columns < width) {
                Arrays.fill(panel, panelOffset, panelOffset + k * width, 0);
            }
            if (bRowStride == 1 && alpha == 1) {
                SimdTranspose.transpose(columns, k, b, bOffset, bColumnStride, panel, panelOffset, width);
            } else {
                packStrided(width, k, columns, alpha, b, bOffset, bRowStride, bColumnStride, panel, panelOffset);
            }
        }
    }

    private static void packFullRows(
            int width, int k, float alpha, float[] b, int bOffset, int bRowStride, float[] panel, int panelOffset) {
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = panelOffset + p * width;
            for (int j = 0; j < width; j += V) {
                FLOATS.cast(fromArray(F, b, from + j)).mul(alpha).intoArray(panel, to + j);
            }
        }
    }

    private static void packMaskedRows(
            int width,
            int k,
            int columns,
            float alpha,
            float[] b,
            int bOffset,
            int bRowStride,
            float[] panel,
            int panelOffset) {
        int end = F.loopBound(columns);
        VectorMask<Float> rest = VectorMask.fromLong(F, (1L << (columns - end)) - 1);
        for (int p = 0; p < k; p++) {
            int from = bOffset + p * bRowStride;
            int to = panelOffset + p * width;
            for (int j = 0; j < end; j += V) {
                FLOATS.cast(fromArray(F, b, from + j)).mul(alpha).intoArray(panel, to + j);
            }
            FLOATS.cast(fromArray(F, b, from + end, rest)).mul(alpha).intoArray(panel, to + end);
        }
    }

    private static void packStrided(
            int width,
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
            int to = panelOffset + p * width;
            for (int j = 0; j < columns; j++) {
                panel[to + j] = alpha * b[from + j * bColumnStride];
            }
        }
    }
}
