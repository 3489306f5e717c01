package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.MaxoutKernels;

/** Maxout and its gradient. */
public final class PortableMaxout implements MaxoutKernels {
    @Override
    public void forward(
            int rows, int units, int pieces, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        for (int i = 0; i < rows; i++) {
            for (int u = 0; u < units; u++) {
                int first = xOffset + i * ldx + u;
                y[yOffset + i * ldy + u] = x[first + winner(units, pieces, x, first) * units];
            }
        }
    }

    @Override
    public void backward(
            int rows,
            int units,
            int pieces,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradInput,
            int gradInputOffset,
            int ldGradInput) {
        for (int i = 0; i < rows; i++) {
            for (int u = 0; u < units; u++) {
                int winner = winner(units, pieces, x, xOffset + i * ldx + u);
                for (int p = 0; p < pieces; p++) {
                    gradInput[gradInputOffset + i * ldGradInput + p * units + u] =
                            p == winner ? gradOutput[gradOutputOffset + i * ldGradOutput + u] : 0;
                }
            }
        }
    }

    /** Which piece of the unit whose first piece is x[first] wins: the first NaN, else the first of the largest. */
    public static int winner(int units, int pieces, float[] x, int first) {
        int winner = 0;
        float best = x[first];
        for (int p = 1; p < pieces; p++) {
            float piece = x[first + p * units];
            if (piece > best || Float.isNaN(piece) && !Float.isNaN(best)) {
                winner = p;
                best = piece;
            }
        }
        return winner;
    }
}
