package org.lanewise.kernels.internal.portable;

import java.util.Arrays;
import org.lanewise.kernels.internal.LaneSum;
import org.lanewise.kernels.internal.PreluKernels;

/** PReLU with a slope per column. */
public final class PortablePrelu implements PreluKernels {
    @Override
    public void forward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            int ldx,
            float[] y,
            int yOffset,
            int ldy) {
        for (int i = 0; i < rows; i++) {
            int xRow = xOffset + i * ldx;
            int yRow = yOffset + i * ldy;
            for (int j = 0; j < columns; j++) {
                y[yRow + j] = ScalarActivations.leakyRelu(slopes[slopesOffset + j], x[xRow + j]);
            }
        }
    }

    @Override
    public void backward(
            int rows,
            int columns,
            float[] slopes,
            int slopesOffset,
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
            int xRow = xOffset + i * ldx;
            int gradOutputRow = gradOutputOffset + i * ldGradOutput;
            int gradInputRow = gradInputOffset + i * ldGradInput;
            for (int j = 0; j < columns; j++) {
                gradInput[gradInputRow + j] = ScalarActivations.leakyReluBackward(
                        slopes[slopesOffset + j], x[xRow + j], gradOutput[gradOutputRow + j]);
            }
        }
    }

    @Override
    public void gradSlopes(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradSlopes,
            int gradSlopesOffset) {
        Arrays.fill(gradSlopes, gradSlopesOffset, gradSlopesOffset + columns, 0);
        for (int i = 0; i < rows; i++) {
            int xRow = xOffset + i * ldx;
            int gradOutputRow = gradOutputOffset + i * ldGradOutput;
            for (int j = 0; j < columns; j++) {
                gradSlopes[gradSlopesOffset + j] =
                        addSlopeTerm(gradSlopes[gradSlopesOffset + j], x[xRow + j], gradOutput[gradOutputRow + j]);
            }
        }
    }

    @Override
    public double sharedGradSlope(int length, float[] x, int xOffset, float[] gradOutput, int gradOutputOffset) {
        return LaneSum.sumOfProductsWhereNotPositive(length, x, xOffset, gradOutput, gradOutputOffset);
    }

    /** The sum and what one element adds to it. */
    public static float addSlopeTerm(float sum, float x, float gradOutput) {
        return x > 0 ? sum : Math.fma(gradOutput, x, sum);
    }
}
