package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.lanewise.kernels.internal.elementary.FloatExp.BIASED_ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatSigmoid.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

public final class VectorSigmoid {
    private VectorSigmoid() {}

    public static FloatVector sigmoid(FloatVector x) {
        FloatVector a = x.abs();
        a = a.blend(MAX_ARGUMENT, a.compare(GT, MAX_ARGUMENT));
        FloatVector t = a.fma(-LOG2_E, BIASED_ROUNDER);
        FloatVector n = Lanes.all(BIASED_ROUNDER).sub(t);
        FloatVector s = VectorExpm1.ofRemainder(VectorExpm1.remainder(a, n));
        IntVector k = t.reinterpretAsInts();
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale1 = half.lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector scale2 = k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector c = scale1.fma(scale2, Lanes.all(1f));
        FloatVector den = c.add(s);
        FloatVector denLow = scale1.fma(scale2, Lanes.all(1f).sub(den).add(s));
        FloatVector q = Lanes.all(1f).div(den);
        FloatVector minusQ = q.neg();
        q = q.fma(minusQ.fma(denLow, minusQ.fma(den, Lanes.all(1f))), q);
        FloatVector u = q.mul(scale1).mul(scale2);
        return u.blend(Lanes.all(1f).sub(u), x.compare(GT, 0f));
    }
}
