package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.LaneSum.LANES;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.D;
import static org.lanewise.kernels.internal.simd.Lanes.DOUBLES;
import static org.lanewise.kernels.internal.simd.Lanes.HALF;
import static org.lanewise.kernels.internal.simd.Lanes.HALVES;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.LaneSum;

/** The sums of {@link LaneSum}, bit for bit; those in double have virtual lanes in lanes. */
final class VectorLaneSums {
    /** The lanes of the sum at hand, from one chunk to the next. */
    private static final ThreadLocal<double[]> OF_THREAD = ThreadLocal.withInitial(() -> new double[LANES]);

    private VectorLaneSums() {}

    /** {@link LaneSum#sum}, of rows too short for vectors to pay; 16 chains at once hide the latency of the additions. */
    static float sum(int length, float[] x, int xOffset) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        int end = length - length % LANES;
        for (int i = xOffset; i < xOffset + end; i += LANES) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
            s8 += x[i + 8];
            s9 += x[i + 9];
            s10 += x[i + 10];
            s11 += x[i + 11];
            s12 += x[i + 12];
            s13 += x[i + 13];
            s14 += x[i + 14];
            s15 += x[i + 15];
        }
        int rest = xOffset + end;
        int last = xOffset + length;
        s0 = rest + 0 < last ? s0 + x[rest + 0] : s0;
        s1 = rest + 1 < last ? s1 + x[rest + 1] : s1;
        s2 = rest + 2 < last ? s2 + x[rest + 2] : s2;
        s3 = rest + 3 < last ? s3 + x[rest + 3] : s3;
        s4 = rest + 4 < last ? s4 + x[rest + 4] : s4;
        s5 = rest + 5 < last ? s5 + x[rest + 5] : s5;
        s6 = rest + 6 < last ? s6 + x[rest + 6] : s6;
        s7 = rest + 7 < last ? s7 + x[rest + 7] : s7;
        s8 = rest + 8 < last ? s8 + x[rest + 8] : s8;
        s9 = rest + 9 < last ? s9 + x[rest + 9] : s9;
        s10 = rest + 10 < last ? s10 + x[rest + 10] : s10;
        s11 = rest + 11 < last ? s11 + x[rest + 11] : s11;
        s12 = rest + 12 < last ? s12 + x[rest + 12] : s12;
        s13 = rest + 13 < last ? s13 + x[rest + 13] : s13;
        s14 = rest + 14 < last ? s14 + x[rest + 14] : s14;
        float even = s0 + s8 + (s4 + s12) + (s2 + s10 + (s6 + s14));
        float odd = s1 + s9 + (s5 + s13) + (s3 + s11 + (s7 + s15));
        return even + odd;
    }

    /** {@link LaneSum#sumOfMagnitudes}. */
    static double sumOfMagnitudes(int length, float[] x, int xOffset) {
        double[] lanes = zeroLanes();
        for (int i = 0; i < length; i += CHUNK) {
            int chunk = Math.min(CHUNK, length - i);
            int end = chunk - chunk % LANES;
            for (int lane = 0; lane < LANES; lane += V) {
                addMagnitudes(end, x, xOffset + i + lane, lanes, lane);
            }
            for (int j = end; j < chunk; j++) {
                lanes[j - end] += Math.abs(x[xOffset + i + j]);
            }
        }
        return LaneSum.fold(lanes);
    }

    /** {@link LaneSum#sumOfSquares}. */
    static double sumOfSquares(int length, float[] x, int xOffset) {
        double[] lanes = zeroLanes();
        for (int i = 0; i < length; i += CHUNK) {
            int chunk = Math.min(CHUNK, length - i);
            int end = chunk - chunk % LANES;
            for (int lane = 0; lane < LANES; lane += V) {
                addSquares(end, x, xOffset + i + lane, lanes, lane);
            }
            for (int j = end; j < chunk; j++) {
                double element = x[xOffset + i + j];
                lanes[j - end] += element * element;
            }
        }
        return LaneSum.fold(lanes);
    }

    /** {@link LaneSum#sumOfHuber}. */
    static double sumOfHuber(int length, double delta, float[] x, int xOffset) {
        double[] lanes = zeroLanes();
        for (int i = 0; i < length; i += CHUNK) {
            int chunk = Math.min(CHUNK, length - i);
            int end = chunk - chunk % LANES;
            for (int lane = 0; lane < LANES; lane += V / 2) {
                addHuber(end, delta, x, xOffset + i + lane, lanes, lane);
            }
            for (int j = end; j < chunk; j++) {
                lanes[j - end] += LaneSum.huber(delta, x[xOffset + i + j]);
            }
        }
        return LaneSum.fold(lanes);
    }

    /** {@link LaneSum#sumOfProductsWhereNotPositive}. */
    static double sumOfProductsWhereNotPositive(int length, float[] x, int xOffset, float[] g, int gOffset) {
        double[] lanes = zeroLanes();
        for (int i = 0; i < length; i += CHUNK) {
            int chunk = Math.min(CHUNK, length - i);
            int end = chunk - chunk % LANES;
            for (int lane = 0; lane < LANES; lane += V / 2) {
                addProductsWhereNotPositive(end, x, xOffset + i + lane, g, gOffset + i + lane, lanes, lane);
            }
            for (int j = end; j < chunk; j++) {
                if (!(x[xOffset + i + j] > 0)) {
                    lanes[j - end] += (double) x[xOffset + i + j] * g[gOffset + i + j];
                }
            }
        }
        return LaneSum.fold(lanes);
    }

    private static double[] zeroLanes() {
        double[] lanes = OF_THREAD.get();
        Arrays.fill(lanes, 0);
        return lanes;
    }

    // V of the lanes at a time, two vectors of doubles: a chunk stays in L1, and each float is read once.
    private static void addMagnitudes(int length, float[] x, int xOffset, double[] lanes, int lane) {
        DoubleVector low = DoubleVector.fromArray(D, lanes, lane);
        DoubleVector high = DoubleVector.fromArray(D, lanes, lane + V / 2);
        for (int i = 0; i < length; i += LANES) {
            low = DOUBLES.cast(low)
                    .add(((DoubleVector)
                                    HALVES.cast(fromArray(HALF, x, xOffset + i)).castShape(D, 0))
                            .abs());
            high = DOUBLES.cast(high)
                    .add(((DoubleVector) HALVES.cast(fromArray(HALF, x, xOffset + i + V / 2))
                                    .castShape(D, 0))
                            .abs());
        }
        DOUBLES.cast(low).intoArray(lanes, lane);
        DOUBLES.cast(high).intoArray(lanes, lane + V / 2);
    }

    // A square is exact in double, so the fused sum is the rounded sum of squares.
    private static void addSquares(int length, float[] x, int xOffset, double[] lanes, int lane) {
        DoubleVector low = DoubleVector.fromArray(D, lanes, lane);
        DoubleVector high = DoubleVector.fromArray(D, lanes, lane + V / 2);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector a =
                    (DoubleVector) HALVES.cast(fromArray(HALF, x, xOffset + i)).castShape(D, 0);
            DoubleVector b = (DoubleVector)
                    HALVES.cast(fromArray(HALF, x, xOffset + i + V / 2)).castShape(D, 0);
            low = a.fma(a, low);
            high = b.fma(b, high);
        }
        DOUBLES.cast(low).intoArray(lanes, lane);
        DOUBLES.cast(high).intoArray(lanes, lane + V / 2);
    }

    private static void addHuber(int length, double delta, float[] x, int xOffset, double[] lanes, int lane) {
        DoubleVector sum = DoubleVector.fromArray(D, lanes, lane);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector size =
                    ((DoubleVector) HALVES.cast(fromArray(HALF, x, xOffset + i)).castShape(D, 0)).abs();
            DoubleVector square = size.mul(0.5).mul(size);
            DoubleVector line = size.sub(0.5 * delta).mul(delta);
            sum = DOUBLES.cast(sum).add(line.blend(square, size.compare(VectorOperators.LE, delta)));
        }
        DOUBLES.cast(sum).intoArray(lanes, lane);
    }

    // A product is exact in double, so the fused sum is the rounded sum of products.
    private static void addProductsWhereNotPositive(
            int length, float[] x, int xOffset, float[] g, int gOffset, double[] lanes, int lane) {
        DoubleVector sum = DoubleVector.fromArray(D, lanes, lane);
        for (int i = 0; i < length; i += LANES) {
            DoubleVector a =
                    (DoubleVector) HALVES.cast(fromArray(HALF, x, xOffset + i)).castShape(D, 0);
            DoubleVector b =
                    (DoubleVector) HALVES.cast(fromArray(HALF, g, gOffset + i)).castShape(D, 0);
            sum = a.fma(b, sum).blend(sum, a.compare(VectorOperators.GT, 0));
        }
        DOUBLES.cast(sum).intoArray(lanes, lane);
    }
}
