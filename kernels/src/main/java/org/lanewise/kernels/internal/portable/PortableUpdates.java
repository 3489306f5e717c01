package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.UpdateKernels;

/** What an optimizer does to parameters. */
public final class PortableUpdates implements UpdateKernels {
    @Override
    public void gradientDescent(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset) {
        for (int i = 0; i < length; i++) {
            parameters[parametersOffset + i] =
                    Math.fma(-rate, gradients[gradientsOffset + i], parameters[parametersOffset + i]);
        }
    }

    @Override
    public void adam(
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
            int parametersOffset) {
        for (int i = 0; i < length; i++) {
            float g = gradients[gradientsOffset + i];
            float m = Math.fma(beta1, firstMoments[firstMomentsOffset + i], (1 - beta1) * g);
            float v = Math.fma(beta2, secondMoments[secondMomentsOffset + i], (1 - beta2) * g * g);
            firstMoments[firstMomentsOffset + i] = m;
            secondMoments[secondMomentsOffset + i] = v;
            // The root of a float in double, rounded, is the correctly rounded root in float.
            float root = (float) Math.sqrt(v);
            parameters[parametersOffset + i] =
                    Math.fma(-stepRate, m / Math.fma(root, rootCorrection, epsilon), parameters[parametersOffset + i]);
        }
    }

    @Override
    public int firstNonFinite(int length, float[] x, int xOffset) {
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(x[xOffset + i]) <= Float.MAX_VALUE)) {
                return i;
            }
        }
        return -1;
    }
}
