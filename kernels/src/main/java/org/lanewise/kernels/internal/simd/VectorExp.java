package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatExp.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatExp;

/**
 * The vector twin of {@link FloatExp}: the same operations in the same order, lane by lane, but for two things that leave
 * the bits as they are. Arguments too small are blended out at the end and not at the start, so that nothing waits for it;
 * and {@link #ordinary} does without what extreme arguments need.
 */
final class VectorExp {
    /** The exponent's bias at its place. */
    private static final int ONE_BITS = 0x3f800000;

    private VectorExp() {}

    /** Returns {@code FloatExp.exp} of each lane; x has species {@link Lanes#F}. */
    static FloatVector exp(FloatVector x) {
        FloatVector t = x.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
        IntVector k = t.reinterpretAsInts().min(MAX_K);
        FloatVector n = k.reinterpretAsFloats().sub(BIASED_ROUNDER);
        FloatVector r =
                n.fma(FloatVector.broadcast(F, MINUS_LN2_LOW), n.fma(FloatVector.broadcast(F, MINUS_LN2_HIGH), x));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector s = r2.fma(q, r);
        IntVector half = k.lanewise(LSHR, 1);
        FloatVector scale = half.lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector e = s.fma(scale, scale).mul(k.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
        return e.blend(0f, x.compare(LT, MIN_ARGUMENT));
    }

    /**
     * Likewise where no lane is greater than {@link FloatExp#ORDINARY} in size; a quarter faster. 2<sup>n</sup> is one
     * factor and not two, of which neither rounds as long as the result is normal.
     */
    static FloatVector ordinary(FloatVector x) {
        FloatVector t = x.fma(LOG2_E, SHIFT).add(BIASED_ROUNDER);
        FloatVector n = t.sub(BIASED_ROUNDER);
        FloatVector r =
                n.fma(FloatVector.broadcast(F, MINUS_LN2_LOW), n.fma(FloatVector.broadcast(F, MINUS_LN2_HIGH), x));
        FloatVector r2 = r.mul(r);
        FloatVector q = r2.fma(r2.fma(FloatVector.broadcast(F, C6), r.fma(C5, C4)), r.fma(C3, C2));
        FloatVector s = r2.fma(q, r);
        // A rounder that leaves n + 127 would spare the subtraction, but is odd: it would round ties the other way.
        FloatVector scale =
                t.reinterpretAsInts().lanewise(LSHL, 23).sub(ONE_BITS).reinterpretAsFloats();
        return s.fma(scale, scale);
    }
}
