package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.GemmKernels;

/** The specification of the matrix product: one output, one chain. */
public final class PortableGemm implements GemmKernels {
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
        int depth = alpha == 0 ? 0 : k;
        for (int i = 0; i < m; i++) {
            int row = cOffset + i * ldc;
            for (int j = 0; j < n; j++) {
                c[row + j] = beta == 0 ? 0 : beta * c[row + j];
            }
            // p outside j: each output's chain still has p ascending, and B is read along its rows.
            for (int p = 0; p < depth; p++) {
                float aip = a[aOffset + i * aRowStride + p * aColumnStride];
                int bRow = bOffset + p * bRowStride;
                for (int j = 0; j < n; j++) {
                    c[row + j] = Math.fma(aip, alpha * b[bRow + j * bColumnStride], c[row + j]);
                }
            }
        }
    }
}
