package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatExp;

/**
 * The vector twin of {@link FloatExp}: the same operations in the same order, lane by lane, but for two things that leave
 * the bits as they are. Arguments too small are blended out at the end and not at the start, so that nothing waits for it;
 * and {@link #ordinary} does without what extreme arguments need.
 */
final class VectorExp {
    /**
     * In an array, so that C2 does not know them: constants that it knows it makes anew in each round of the loop, wherever
     * it inlines the loop into a method with calls. 6.2 · 10⁹ elements/s in place of 9 (Zen 5).
     */
    private static final float[] CONSTANTS = {
        ORDINARY, LOG2_E, SHIFT, BIASED_ROUNDER, MINUS_LN2_HIGH, MINUS_LN2_LOW, C2, C3, C4, C5, C6, 1
    };

    private VectorExp() {}

    /** Returns {@code FloatExp.exp} of each lane; x has species {@link Lanes#F}. */
    static FloatVector exp(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector t = x.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
        IntVector k = t.reinterpretAsInts().min(IntVector.broadcast(I, MAX_K));
        FloatVector n = k.reinterpretAsFloats().sub(BIASED_ROUNDER);
        FloatVector r =
                n.fma(FloatVector.broadcast(F, MINUS_LN2_LOW), n.fma(FloatVector.broadcast(F, MINUS_LN2_HIGH), x));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector s = r2.fma(q, r);
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale = half.lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector e = s.fma(scale, scale).mul(k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
        return e.blend(0f, x.compare(LT, MIN_ARGUMENT));
    }

    /**
     * Likewise for vectors of which no lane is greater than {@link FloatExp#ORDINARY} in size, up to the first other one,
     * whose place it returns. 2<sup>n</sup> is one factor and not two, of which neither rounds as long as the result is
     * normal. The other vector is the caller's, so that the loop has no call.
     */
    static int ordinary(int length, float[] x, int xOffset, float[] y, int yOffset) {
        if (length <= 0) {
            return 0;
        }
        FloatVector limit = FloatVector.broadcast(F, CONSTANTS[0]);
        FloatVector log2E = FloatVector.broadcast(F, CONSTANTS[1]);
        FloatVector shift = FloatVector.broadcast(F, CONSTANTS[2]);
        FloatVector rounder = FloatVector.broadcast(F, CONSTANTS[3]);
        FloatVector minusLn2High = FloatVector.broadcast(F, CONSTANTS[4]);
        FloatVector minusLn2Low = FloatVector.broadcast(F, CONSTANTS[5]);
        FloatVector c2 = FloatVector.broadcast(F, CONSTANTS[6]);
        FloatVector c3 = FloatVector.broadcast(F, CONSTANTS[7]);
        FloatVector c4 = FloatVector.broadcast(F, CONSTANTS[8]);
        FloatVector c5 = FloatVector.broadcast(F, CONSTANTS[9]);
        FloatVector c6 = FloatVector.broadcast(F, CONSTANTS[10]);
        IntVector one = FloatVector.broadcast(F, CONSTANTS[11]).reinterpretAsInts();
        for (int i = 0; i < length; i += V) {
            FloatVector element = FLOATS.cast(fromArray(F, x, xOffset + i));
            if (element.abs().compare(GT, limit).anyTrue()) {
                return i;
            }
            FloatVector t = element.fma(log2E, shift).add(rounder);
            FloatVector n = t.sub(rounder);
            FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, element));
            FloatVector r2 = r.mul(r);
            FloatVector q = r2.fma(r2.fma(c6, r.fma(c5, c4)), r.fma(c3, c2));
            FloatVector s = r2.fma(q, r);
            // A rounder that leaves n + 127 would spare the subtraction, but is odd: it would round ties the other way.
            FloatVector scale =
                    t.reinterpretAsInts().lanewise(LSHL, 23).sub(one).reinterpretAsFloats();
            s.fma(scale, scale).intoArray(y, yOffset + i);
        }
        return length;
    }
}
