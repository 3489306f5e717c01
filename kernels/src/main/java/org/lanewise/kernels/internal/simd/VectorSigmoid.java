package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.lanewise.kernels.internal.elementary.FloatExp.BIASED_ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatSigmoid.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;

/** The vector twin of {@link FloatSigmoid}: the same operations in the same order, lane by lane. */
final class VectorSigmoid {
    private VectorSigmoid() {}

    /** Returns {@code FloatSigmoid.sigmoid} of each lane; x has species {@link Lanes#F}. */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(F, 1f);
        FloatVector a = x.abs();
        a = a.blend(MAX_ARGUMENT, a.compare(GT, MAX_ARGUMENT));
        FloatVector t = a.fma(-LOG2_E, BIASED_ROUNDER);
        FloatVector s = VectorExpm1.ofRemainder(VectorExpm1.remainder(
                a, FloatVector.broadcast(F, BIASED_ROUNDER).sub(t)));
        IntVector k = t.reinterpretAsInts();
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale1 = half.lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector scale2 = k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector d = scale1.fma(scale2, one).add(s);
        FloatVector dLow = scale1.fma(scale2, one.sub(d).add(s));
        FloatVector q = one.div(d);
        FloatVector excess = q.fma(dLow, q.fma(d, one.neg()));
        FloatVector v = q.mul(scale1);
        FloatVector u = v.neg().fma(excess, v).mul(scale2);
        return u.blend(one.sub(u), x.compare(GT, 0f));
    }
}
