package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatSigmoid.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;

/**
 * The vector twin of {@link FloatSigmoid}, up to {@link FloatSigmoid#MIDDLE}: the same operations in the same order, lane by
 * lane. The kernels leave vectors with a lane beyond to a method of its own, which takes them element by element.
 */
final class VectorSigmoid {
    private VectorSigmoid() {}

    /** Returns {@code FloatSigmoid.sigmoid} of each lane up to MIDDLE in size; x has species {@link Lanes#F}. */
    static FloatVector middle(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector t = x.fma(LOG2_E, ROUNDER);
        FloatVector r = VectorExpm1.remainder(x, t.sub(ROUNDER));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector p = r2.fma(q, r);
        FloatVector numerator = FLOATS.cast(FloatVector.broadcast(F, NUMERATOR));
        FloatVector minusScale = IntVector.broadcast(I, MINUS_NUMERATOR_BITS)
                .sub(t.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        return numerator.div(p.fma(minusScale, numerator.sub(minusScale)));
    }
}
