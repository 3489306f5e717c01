package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.internal.RowKernels;

/** Kernels between a matrix and a row, columns in lanes. */
final class SimdRows implements RowKernels {
    @Override
    public void add(int rows, int columns, float[] bias, int biasOffset, float[] x, int xOffset, int ldx) {
        int end = Lanes.F.loopBound(columns);
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * ldx;
            for (int j = 0; j < end; j += V) {
                FLOATS.cast(FLOATS.cast(fromArray(F, x, row + j)).add(fromArray(F, bias, biasOffset + j)))
                        .intoArray(x, row + j);
            }
            for (int j = end; j < columns; j++) {
                x[row + j] += bias[biasOffset + j];
            }
        }
    }

    @Override
    public void columnSums(int rows, int columns, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset) {
        int end = Lanes.F.loopBound(columns);
        int end4 = columns - columns % (4 * V);
        int j = 0;
        for (; j < end4; j += 4 * V) {
            fourSums(rows, x, xOffset + j, ldx, sums, sumsOffset + j);
        }
        for (; j < end; j += V) {
            oneSum(rows, x, xOffset + j, ldx, sums, sumsOffset + j);
        }
        for (; j < columns; j++) {
            float sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += x[xOffset + i * ldx + j];
            }
            sums[sumsOffset + j] = sum;
        }
    }

    // Four chains at once hide the latency of the additions.
    private static void fourSums(int rows, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset) {
        FloatVector sum0 = FloatVector.zero(Lanes.F);
        FloatVector sum1 = FloatVector.zero(Lanes.F);
        FloatVector sum2 = FloatVector.zero(Lanes.F);
        FloatVector sum3 = FloatVector.zero(Lanes.F);
        for (int i = 0; i < rows; i++) {
            int row = xOffset + i * ldx;
            sum0 = FLOATS.cast(sum0).add(fromArray(F, x, row));
            sum1 = FLOATS.cast(sum1).add(fromArray(F, x, row + V));
            sum2 = FLOATS.cast(sum2).add(fromArray(F, x, row + 2 * V));
            sum3 = FLOATS.cast(sum3).add(fromArray(F, x, row + 3 * V));
        }
        FLOATS.cast(sum0).intoArray(sums, sumsOffset);
        FLOATS.cast(sum1).intoArray(sums, sumsOffset + V);
        FLOATS.cast(sum2).intoArray(sums, sumsOffset + 2 * V);
        FLOATS.cast(sum3).intoArray(sums, sumsOffset + 3 * V);
    }

    // A method of its own: inside the loop over the columns C2 boxes the accumulator in each row.
    private static void oneSum(int rows, float[] x, int xOffset, int ldx, float[] sums, int sumsOffset) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int i = 0; i < rows; i++) {
            sum = FLOATS.cast(sum).add(fromArray(F, x, xOffset + i * ldx));
        }
        FLOATS.cast(sum).intoArray(sums, sumsOffset);
    }
}
