package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_HIGH;
import static org.lanewise.kernels.internal.elementary.FloatExp.MINUS_LN2_LOW;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.*;

import jdk.incubator.vector.FloatVector;

public final class VectorExpm1 {
    private VectorExpm1() {}

    static FloatVector remainder(FloatVector x, FloatVector n) {
        return n.fma(Lanes.all(MINUS_LN2_LOW), n.fma(Lanes.all(MINUS_LN2_HIGH), x));
    }

    static FloatVector ofRemainder(FloatVector r) {
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(Lanes.all(C6), r.fma(C5, C4)), r.fma(C3, C2));
        return r2.fma(q, r);
    }
}
