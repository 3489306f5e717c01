package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.GradientKernels;
import org.lanewise.kernels.internal.LaneSum;

/** Penalties, norms and clipping. */
public final class PortableGradients implements GradientKernels {
    @Override
    public void penalize(
            int length,
            float l1,
            float l2,
            float[] weights,
            int weightsOffset,
            float[] gradients,
            int gradientsOffset,
            float[] out,
            int outOffset) {
        for (int i = 0; i < length; i++) {
            float w = weights[weightsOffset + i];
            float slope = w > 0 ? l1 : w < 0 ? -l1 : 0;
            out[outOffset + i] = Math.fma(l2, w, gradients[gradientsOffset + i] + slope);
        }
    }

    @Override
    public double sumOfMagnitudes(int length, float[] x, int xOffset) {
        return LaneSum.sumOfMagnitudes(length, x, xOffset);
    }

    @Override
    public double sumOfSquares(int length, float[] x, int xOffset) {
        return LaneSum.sumOfSquares(length, x, xOffset);
    }

    @Override
    public void scale(int length, float factor, float[] x, int xOffset) {
        for (int i = xOffset; i < xOffset + length; i++) {
            x[i] *= factor;
        }
    }

    @Override
    public void clamp(int length, float limit, float[] x, int xOffset) {
        for (int i = xOffset; i < xOffset + length; i++) {
            x[i] = x[i] > limit ? limit : x[i] < -limit ? -limit : x[i];
        }
    }
}
