package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

public final class VectorExp {
    private VectorExp() {}

    public static FloatVector exp(FloatVector x) {
        FloatVector y = x.blend(MAX_ARGUMENT, x.compare(GT, MAX_ARGUMENT));
        y = y.blend(MIN_ARGUMENT, y.compare(LT, MIN_ARGUMENT));
        FloatVector t = y.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
        FloatVector n = t.sub(BIASED_ROUNDER);
        FloatVector r = n.fma(Lanes.all(MINUS_LN2_LOW), n.fma(Lanes.all(MINUS_LN2_HIGH), y));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(Lanes.all(C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector s = r2.fma(q, r);
        IntVector k = t.reinterpretAsInts();
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale = half.lanewise(LSHL, 23).reinterpretAsFloats();
        return s.fma(scale, scale).mul(k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
    }
}
