package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.DropoutKernels;
import org.lanewise.kernels.internal.Philox;

/** Dropout and its gradient. */
public final class PortableDropouts implements DropoutKernels {
    @Override
    public void forward(
            int length,
            long threshold,
            float scale,
            long seed,
            long stream,
            long index,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset) {
        for (int i = 0; i < length; i++) {
            long word = DropoutKernels.word(seed, stream, index + i) & Philox.WORD;
            float factor = word < threshold ? scale : 0;
            mask[maskOffset + i] = factor;
            y[yOffset + i] = x[xOffset + i] * factor;
        }
    }

    @Override
    public void backward(
            int length,
            float[] mask,
            int maskOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i++) {
            gradInput[gradInputOffset + i] = gradOutput[gradOutputOffset + i] * mask[maskOffset + i];
        }
    }
}
