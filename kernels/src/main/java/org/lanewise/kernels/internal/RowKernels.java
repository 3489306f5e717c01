package org.lanewise.kernels.internal;

/** Kernels between a matrix and a row; contracts in {@link org.lanewise.kernels.Bias}. */
public interface RowKernels {
    void add(int rows, int columns, float[] bias, int biasOffset, float[] x, int xOffset, int ldx);

    void columnSums(int rows, int columns, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset);
}
