package org.lanewise.verification;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.kernels.internal.simd.Lanes;

/**
 * A program's own vector code, in vectors of another width than Lanewise's. The methods of the Vector API then have profiles
 * of two widths, by which C2 would box where it has nothing better to go by.
 */
final class OtherWidth {
    private static final VectorShape SHAPE = VectorShape.forBitSize(Lanes.bits() == 128 ? 256 : 128);
    private static final VectorSpecies<Float> F = VectorSpecies.of(float.class, SHAPE);
    private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Double> D = VectorSpecies.of(double.class, SHAPE);
    private static final VectorSpecies<Long> L = VectorSpecies.of(long.class, SHAPE);
    private static final int LENGTH = 64;
    // So that HotSpot profiles it, and takes both widths for frequent when the kernels have been called as often.
    private static final int ROUNDS = 300;

    private OtherWidth() {}

    static void use() {
        float[] x = new float[LENGTH];
        float[] y = new float[LENGTH];
        int[] z = new int[LENGTH];
        double[] u = new double[LENGTH];
        long[] l = new long[LENGTH];
        Arrays.fill(x, 1.5f);
        for (int round = 0; round < ROUNDS; round++) {
            floats(x, y);
            ints(y, z);
            doubles(u);
            longs(l);
        }
    }

    private static void floats(float[] x, float[] y) {
        VectorMask<Float> some = VectorMask.fromLong(F, 0b101);
        for (int i = 0; i < LENGTH; i += F.length()) {
            FloatVector v = FloatVector.fromArray(F, x, i);
            FloatVector w = FloatVector.fromArray(F, y, i);
            FloatVector sum = v.add(w)
                    .sub(v.mul(w))
                    .max(w)
                    .min(v)
                    .fma(v, w)
                    .add(1f)
                    .mul(2f)
                    .sub(1f)
                    .max(0f);
            FloatVector root = sum.div(v).abs().neg().abs().sqrt().min(3f).div(2f);
            root.blend(w, v.compare(VectorOperators.LT, w)).intoArray(y, i, some);
            root.blend(2f, v.compare(VectorOperators.GT, 1f)).fma(0.5f, 1f).intoArray(y, i);
        }
    }

    private static void ints(float[] x, int[] y) {
        for (int i = 0; i < LENGTH; i += F.length()) {
            IntVector bits = FloatVector.fromArray(F, x, i).reinterpretAsInts();
            IntVector old = IntVector.fromArray(I, y, i);
            bits.and(0x7fffffff).or(old).add(old).sub(bits).mul(bits).intoArray(y, i);
        }
    }

    private static void doubles(double[] x) {
        for (int i = 0; i < LENGTH; i += D.length()) {
            DoubleVector v = DoubleVector.fromArray(D, x, i);
            v.add(v).mul(v).fma(v, v).abs().add(1).intoArray(x, i);
        }
    }

    private static void longs(long[] x) {
        for (int i = 0; i < LENGTH; i += L.length()) {
            LongVector v = LongVector.fromArray(L, x, i);
            v.add(v)
                    .mul(v)
                    .and(v)
                    .lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, v)
                    .intoArray(x, i);
        }
    }
}
