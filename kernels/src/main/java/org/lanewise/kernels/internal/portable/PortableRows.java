package org.lanewise.kernels.internal.portable;

import java.util.Arrays;
import org.lanewise.kernels.internal.RowKernels;

/** Kernels between a matrix and a row. */
public final class PortableRows implements RowKernels {
    @Override
    public void add(int rows, int columns, float[] bias, int biasOffset, float[] x, int xOffset, int ldx) {
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * ldx;
            for (int j = 0; j < columns; j++) {
                x[row + j] += bias[biasOffset + j];
            }
        }
    }

    @Override
    public void columnSums(int rows, int columns, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset) {
        Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0);
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * ldx;
            for (int j = 0; j < columns; j++) {
                sums[sumsOffset + j] += x[row + j];
            }
        }
    }
}
