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
    public void momentum(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i++) {
            float v = normal(Math.fma(momentum, velocities[velocitiesOffset + i], gradients[gradientsOffset + i]));
            velocities[velocitiesOffset + i] = v;
            parameters[parametersOffset + i] = Math.fma(-rate, v, parameters[parametersOffset + i]);
        }
    }

    @Override
    public void nesterov(
            int length,
            float rate,
            float momentum,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i++) {
            float g = gradients[gradientsOffset + i];
            float v = normal(Math.fma(momentum, velocities[velocitiesOffset + i], g));
            velocities[velocitiesOffset + i] = v;
            parameters[parametersOffset + i] =
                    Math.fma(-rate, Math.fma(momentum, v, g), parameters[parametersOffset + i]);
        }
    }

    @Override
    public void rmsProp(
            int length,
            float rate,
            float decay,
            float epsilon,
            float[] gradients,
            int gradientsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        for (int i = 0; i < length; i++) {
            float g = gradients[gradientsOffset + i];
            float s = normal(Math.fma(decay, secondMoments[secondMomentsOffset + i], (1 - decay) * g * g));
            secondMoments[secondMomentsOffset + i] = s;
            parameters[parametersOffset + i] =
                    Math.fma(-rate, g / (root(s) + epsilon), parameters[parametersOffset + i]);
        }
    }

    @Override
    public void adam(
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
            int parametersOffset) {
        for (int i = 0; i < length; i++) {
            float g = gradients[gradientsOffset + i];
            float m = normal(Math.fma(beta1, firstMoments[firstMomentsOffset + i], (1 - beta1) * g));
            float v = normal(Math.fma(beta2, secondMoments[secondMomentsOffset + i], (1 - beta2) * g * g));
            firstMoments[firstMomentsOffset + i] = m;
            secondMoments[secondMomentsOffset + i] = v;
            float direction = m / Math.fma(root(v), rootCorrection, epsilon);
            parameters[parametersOffset + i] =
                    Math.fma(-stepRate, direction, retained * parameters[parametersOffset + i]);
        }
    }

    // What decays ends at 0 and not, for good, at a subnormal number, of which 0.9 times rounds to itself.
    private static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }

    // The root of a float in double, rounded, is the correctly rounded root in float.
    private static float root(float x) {
        return (float) Math.sqrt(x);
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
