package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.Elementwise;
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

    @Override
    public void dense(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] bias,
            int biasOffset,
            Elementwise activation,
            float[] c,
            int cOffset,
            int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cOffset + i * ldc + j] = bias == null ? 0 : bias[biasOffset + j];
            }
        }
        gemm(
                m,
                n,
                k,
                1,
                a,
                aOffset,
                aRowStride,
                aColumnStride,
                b,
                bOffset,
                bRowStride,
                bColumnStride,
                1,
                c,
                cOffset,
                ldc);
        // Rows without elements may start outside the array, which the activation would refuse.
        for (int i = 0; i < m && n > 0 && activation != null; i++) {
            activation.apply(n, c, cOffset + i * ldc, c, cOffset + i * ldc);
        }
    }

    /** Row-major {@code [k, n]}: this set has nothing to gain from another layout. */
    @Override
    public float[] pack(int k, int n, float[] b, int bOffset, int bRowStride, int bColumnStride) {
        float[] packed = new float[Math.multiplyExact(k, n)];
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                packed[p * n + j] = b[bOffset + p * bRowStride + j * bColumnStride];
            }
        }
        return packed;
    }

    @Override
    public void densePacked(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] packed,
            int packedColumns,
            int firstColumn,
            float[] bias,
            int biasOffset,
            Elementwise activation,
            float[] c,
            int cOffset,
            int ldc) {
        dense(
                m,
                n,
                k,
                a,
                aOffset,
                aRowStride,
                aColumnStride,
                packed,
                firstColumn,
                packedColumns,
                1,
                bias,
                biasOffset,
                activation,
                c,
                cOffset,
                ldc);
    }

    /** Plain loops are compiled soon enough while they do their work. */
    @Override
    public boolean warmUp() {
        return true;
    }
}
