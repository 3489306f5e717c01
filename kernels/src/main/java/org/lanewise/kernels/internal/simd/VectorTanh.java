package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatTanh.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

public final class VectorTanh {
    private VectorTanh() {}

    public static FloatVector tanh(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector sign = bits.and(0x80000000);
        IntVector magnitude = bits.and(0x7fffffff);
        FloatVector a = magnitude.min(MAX_ARGUMENT_BITS).reinterpretAsFloats();
        FloatVector y = a.add(a);
        FloatVector t = y.fma(LOG2_E, ROUNDER);
        FloatVector p = VectorExpm1.ofRemainder(VectorExpm1.remainder(y, t.sub(ROUNDER)))
                .add(1f);
        FloatVector e = p.reinterpretAsInts()
                .add(t.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        FloatVector large = Lanes.all(1f).sub(Lanes.all(2f).div(e.add(1f)));
        FloatVector s = x.mul(x);
        FloatVector q = s.fma(C11, C9);
        q = q.fma(s, Lanes.all(C7));
        q = q.fma(s, Lanes.all(C5));
        q = q.fma(s, Lanes.all(C3));
        FloatVector small = x.mul(s).fma(q, x);
        return small.blend(
                large.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats(),
                magnitude.reinterpretAsFloats().compare(GE, POLYNOMIAL_BELOW));
    }
}
