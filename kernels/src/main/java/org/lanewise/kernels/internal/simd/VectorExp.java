package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatExp;

/** The vector twin of {@link FloatExp}: the same operations in the same order, lane by lane. */
final class VectorExp {
    private VectorExp() {}

    /** Returns {@code FloatExp.exp} of each lane; x has species {@link Lanes#F}. */
    static FloatVector exp(FloatVector x) {
        FloatVector y = x.blend(MIN_ARGUMENT, x.compare(LT, MIN_ARGUMENT));
        FloatVector t = y.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
        IntVector k = t.reinterpretAsInts().min(MAX_K);
        FloatVector n = k.reinterpretAsFloats().sub(BIASED_ROUNDER);
        FloatVector r =
                n.fma(FloatVector.broadcast(F, MINUS_LN2_LOW), n.fma(FloatVector.broadcast(F, MINUS_LN2_HIGH), y));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector s = r2.fma(q, r);
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale = half.lanewise(LSHL, 23).reinterpretAsFloats();
        return s.fma(scale, scale).mul(k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
    }
}
