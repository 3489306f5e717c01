package org.lanewise.kernels.internal;

/** Elementary functions of each element; contracts in {@link org.lanewise.kernels.Elementary}. */
public interface ElementaryKernels {
    void exp(int length, float[] x, int xOffset, float[] y, int yOffset);

    void expm1(int length, float[] x, int xOffset, float[] y, int yOffset);

    void log(int length, float[] x, int xOffset, float[] y, int yOffset);

    void log1p(int length, float[] x, int xOffset, float[] y, int yOffset);

    void erf(int length, float[] x, int xOffset, float[] y, int yOffset);
}
