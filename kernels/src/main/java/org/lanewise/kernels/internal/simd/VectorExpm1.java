package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_HIGH;
import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_LOW;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatExpm1;

/** The vector twin of {@link FloatExpm1}: the same operations in the same order, lane by lane. */
final class VectorExpm1 {
    private VectorExpm1() {}

    /** Returns {@code FloatExpm1.expm1} of each lane; x has species {@link Lanes#F}. */
    static FloatVector expm1(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector y = x.blend(MIN_ARGUMENT, x.compare(LT, MIN_ARGUMENT));
        IntVector k = y.fma(LOG2_E, HALVING_ROUNDER).reinterpretAsInts().min(IntVector.broadcast(I, MAX_K));
        FloatVector s = ofRemainder(remainder(y, k.reinterpretAsFloats().sub(HALVING_ROUNDER)));
        FloatVector h = k.lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector e = s.fma(h, h.sub(0.5f)).mul(2f);
        return e.blend(x, x.abs().compare(LT, TINY));
    }

    static FloatVector remainder(FloatVector xLanes, FloatVector nLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector n = FLOATS.cast(nLanes);
        return n.fma(FloatVector.broadcast(F, MINUS_LN2_LOW), n.fma(FloatVector.broadcast(F, MINUS_LN2_HIGH), x));
    }

    static FloatVector ofRemainder(FloatVector rLanes) {
        FloatVector r = FLOATS.cast(rLanes);
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        return r2.fma(q, r);
    }
}
