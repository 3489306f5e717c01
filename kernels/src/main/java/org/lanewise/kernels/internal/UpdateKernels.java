package org.lanewise.kernels.internal;

/** What an optimizer does to parameters; contracts in {@link org.lanewise.kernels.Updates}. */
public interface UpdateKernels {
    void gradientDescent(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset);

    void adam(
            int length,
            float stepRate,
            float beta1,
            float beta2,
            float epsilon,
            float rootCorrection,
            float[] gradients,
            int gradientsOffset,
            float[] firstMoments,
            int firstMomentsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset);

    int firstNonFinite(int length, float[] x, int xOffset);
}
