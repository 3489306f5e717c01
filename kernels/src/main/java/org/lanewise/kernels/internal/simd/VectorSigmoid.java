package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatSigmoid.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;

/**
 * The vector twin of {@link FloatSigmoid}: the same operations in the same order, lane by lane. The kernels compute
 * {@link #middle} and, where a lane is beyond {@link FloatSigmoid#MIDDLE}, leave the vector to a method of its own that
 * takes {@link #any}, from array to array: inside their loops C2 would not inline that much, and box.
 */
final class VectorSigmoid {
    private VectorSigmoid() {}

    /** Returns {@code FloatSigmoid.sigmoid} of each lane up to MIDDLE in size; x has species {@link Lanes#F}. */
    static FloatVector middle(FloatVector x) {
        FloatVector t = x.fma(LOG2_E, ROUNDER);
        FloatVector r = VectorExpm1.remainder(x, t.sub(ROUNDER));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector p = r2.fma(q, r);
        FloatVector numerator = FloatVector.broadcast(F, NUMERATOR);
        FloatVector minusScale = IntVector.broadcast(I, MINUS_NUMERATOR_BITS)
                .sub(t.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        return numerator.div(p.fma(minusScale, numerator.sub(minusScale)));
    }

    /** Returns {@code FloatSigmoid.sigmoid} of each lane; x has species {@link Lanes#F}. */
    static FloatVector any(FloatVector x) {
        FloatVector middle = middle(x);
        FloatVector size = x.abs();
        FloatVector e = VectorExp.exp(size.neg());
        FloatVector outer = e.neg().fma(e, e).blend(FloatVector.broadcast(F, 1f).sub(e), x.compare(GT, 0f));
        return middle.blend(outer, size.compare(GT, MIDDLE));
    }
}
