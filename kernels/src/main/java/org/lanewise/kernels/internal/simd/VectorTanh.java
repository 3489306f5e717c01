package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatExp.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;
import static org.lanewise.kernels.internal.elementary.FloatTanh.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatTanh;

/** The vector twin of {@link FloatTanh}: the same operations in the same order, lane by lane. */
final class VectorTanh {
    private VectorTanh() {}

    /** Returns {@code FloatTanh.tanh} of each lane; x has species {@link Lanes#F}. */
    static FloatVector tanh(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        IntVector bits = x.reinterpretAsInts();
        IntVector sign = bits.and(IntVector.broadcast(I, 0x80000000));
        IntVector magnitude = bits.and(IntVector.broadcast(I, 0x7fffffff));
        FloatVector a = magnitude.min(IntVector.broadcast(I, MAX_ARGUMENT_BITS)).reinterpretAsFloats();
        FloatVector twice = a.add(a);
        FloatVector t = twice.fma(LOG2_E, ROUNDER);
        FloatVector p = VectorExpm1.ofRemainder(VectorExpm1.remainder(twice, t.sub(ROUNDER)))
                .add(1f);
        FloatVector e = p.reinterpretAsInts()
                .add(t.reinterpretAsInts().lanewise(LSHL, 23))
                .reinterpretAsFloats();
        FloatVector large = FLOATS.cast(FloatVector.broadcast(F, 1f))
                .sub(FLOATS.cast(FloatVector.broadcast(F, 2f)).div(e.add(1f)));
        FloatVector x2 = x.mul(x);
        FloatVector q = x2.fma(C11, C9);
        q = q.fma(x2, FloatVector.broadcast(F, C7));
        q = q.fma(x2, FloatVector.broadcast(F, C5));
        q = q.fma(x2, FloatVector.broadcast(F, C3));
        FloatVector small = x.mul(x2).fma(q, x);
        FloatVector y = small.blend(large, magnitude.reinterpretAsFloats().compare(GE, POLYNOMIAL_BELOW));
        return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }
}
