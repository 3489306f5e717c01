package org.lanewise.kernels.internal;

/** What an optimizer does to parameters; contracts in {@link org.lanewise.kernels.Updates}. */
public interface UpdateKernels {
    void gradientDescent(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset);

    void momentum(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset);

    void nesterov(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset);

    void rmsProp(
            int length,
            float rate,
            float decay,
            float epsilon,
            float[] gradients,
            int gradientsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset);

    /** Adam; AdamW where retained, the factor of the parameters before the step, is not 1. */
    void adam(
            int length,
            float stepRate,
            float retained,
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
