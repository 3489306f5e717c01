package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatErf.*;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.LOG2_E;
import static org.lanewise.kernels.internal.elementary.FloatExpm1.ROUNDER;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatErf;

/** The vector twin of {@link FloatErf}: the same operations in the same order, lane by lane. */
final class VectorErf {
    private VectorErf() {}

    /** Returns {@code FloatErf.erf} of each lane; x has species {@link Lanes#F}. */
    static FloatVector erf(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector one = FLOATS.cast(FloatVector.broadcast(F, 1f));
        IntVector bits = x.reinterpretAsInts();
        IntVector sign = bits.and(0x80000000);
        IntVector magnitude = bits.and(0x7fffffff);
        FloatVector a = magnitude.min(MAX_ARGUMENT_BITS).reinterpretAsFloats();
        FloatVector a2 = a.mul(a);
        FloatVector g = a2.fma(a2.fma(FloatVector.broadcast(F, G6), a.fma(G5, G4)), a.fma(G3, G2));
        g = g.fma(a, FloatVector.broadcast(F, G1)).fma(a, FloatVector.broadcast(F, G0));
        FloatVector v = a.neg().fma(a, g);
        FloatVector t = v.fma(LOG2_E, ROUNDER);
        FloatVector s = VectorExpm1.ofRemainder(VectorExpm1.remainder(v, t.sub(ROUNDER)));
        FloatVector scale =
                t.reinterpretAsInts().lanewise(LSHL, 23).add(ONE_BITS).reinterpretAsFloats();
        FloatVector large = one.sub(s.fma(scale, scale));
        FloatVector x2 = x.mul(x);
        FloatVector x4 = x2.mul(x2);
        FloatVector p = x4.fma(x2.fma(P5, P4), x2.fma(P3, P2));
        p = x4.fma(p, x2.fma(P1, P0));
        FloatVector small = x.fma(p, x);
        FloatVector y = small.blend(large, magnitude.reinterpretAsFloats().compare(GE, POLYNOMIAL_BELOW));
        return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }
}
