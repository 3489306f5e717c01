package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.PreluKernels;
import org.lanewise.kernels.internal.portable.PortablePrelu;
import org.lanewise.kernels.internal.portable.ScalarActivations;

/** PReLU with a slope per column, columns in lanes. A method for each row, so that it is entered often and compiled. */
final class SimdPrelu implements PreluKernels {
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
            forwardRow(columns, slopes, slopesOffset, x, xOffset + i * ldx, y, yOffset + i * ldy);
        }
    }

    private static void forwardRow(
            int columns, float[] slopes, int slopesOffset, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(columns);
        for (int j = 0; j < end; j += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + j));
            FLOATS.cast(element.mul(fromArray(F, slopes, slopesOffset + j)).blend(element, element.compare(GT, 0)))
                    .intoArray(y, yOffset + j);
        }
        for (int j = end; j < columns; j++) {
            y[yOffset + j] = ScalarActivations.leakyRelu(slopes[slopesOffset + j], x[xOffset + j]);
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
            backwardRow(
                    columns,
                    slopes,
                    slopesOffset,
                    x,
                    xOffset + i * ldx,
                    gradOutput,
                    gradOutputOffset + i * ldGradOutput,
                    gradInput,
                    gradInputOffset + i * ldGradInput);
        }
    }

    private static void backwardRow(
            int columns,
            float[] slopes,
            int slopesOffset,
            float[] x,
            int xOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(columns);
        for (int j = 0; j < end; j += V) {
            FloatVector gradient = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + j));
            FLOATS.cast(gradient.mul(fromArray(F, slopes, slopesOffset + j))
                            .blend(gradient, fromArray(F, x, xOffset + j).compare(GT, 0)))
                    .intoArray(gradInput, gradInputOffset + j);
        }
        for (int j = end; j < columns; j++) {
            gradInput[gradInputOffset + j] = ScalarActivations.leakyReluBackward(
                    slopes[slopesOffset + j], x[xOffset + j], gradOutput[gradOutputOffset + j]);
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
        int end = Lanes.F.loopBound(columns);
        for (int j = 0; j < end; j += V) {
            slopes(
                    rows,
                    x,
                    xOffset + j,
                    ldx,
                    gradOutput,
                    gradOutputOffset + j,
                    ldGradOutput,
                    gradSlopes,
                    gradSlopesOffset + j);
        }
        for (int j = end; j < columns; j++) {
            float sum = 0;
            for (int i = 0; i < rows; i++) {
                sum = PortablePrelu.addSlopeTerm(
                        sum, x[xOffset + i * ldx + j], gradOutput[gradOutputOffset + i * ldGradOutput + j]);
            }
            gradSlopes[gradSlopesOffset + j] = sum;
        }
    }

    private static void slopes(
            int rows,
            float[] x,
            int xOffset,
            int ldx,
            float[] gradOutput,
            int gradOutputOffset,
            int ldGradOutput,
            float[] gradSlopes,
            int gradSlopesOffset) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int i = 0; i < rows; i++) {
            FloatVector element = fromArray(F, x, xOffset + i * ldx);
            sum = FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i * ldGradOutput))
                    .fma(element, sum)
                    .blend(sum, element.compare(GT, 0));
        }
        FLOATS.cast(sum).intoArray(gradSlopes, gradSlopesOffset);
    }

    @Override
    public double sharedGradSlope(int length, float[] x, int xOffset, float[] gradOutput, int gradOutputOffset) {
        return VectorLaneSums.sumOfProductsWhereNotPositive(length, x, xOffset, gradOutput, gradOutputOffset);
    }
}
