package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatLog.C10;
import static org.lanewise.kernels.internal.elementary.FloatLog.C3;
import static org.lanewise.kernels.internal.elementary.FloatLog.C4;
import static org.lanewise.kernels.internal.elementary.FloatLog.C5;
import static org.lanewise.kernels.internal.elementary.FloatLog.C6;
import static org.lanewise.kernels.internal.elementary.FloatLog.C7;
import static org.lanewise.kernels.internal.elementary.FloatLog.C8;
import static org.lanewise.kernels.internal.elementary.FloatLog.C9;
import static org.lanewise.kernels.internal.elementary.FloatLog.LN2_HIGH;
import static org.lanewise.kernels.internal.elementary.FloatLog.LN2_LOW;
import static org.lanewise.kernels.internal.elementary.FloatLog.SQRT_HALF_BITS;
import static org.lanewise.kernels.internal.elementary.FloatLog1p.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatLog1p;

/** The vector twin of {@link FloatLog1p}: the same operations in the same order, lane by lane. */
final class VectorLog1p {
    private VectorLog1p() {}

    /**
     * Returns {@code FloatLog1p.log1p} of each lane, x in [0, 1] or NaN, where no special case is left but NaN.
     *
     * <p>Beyond some 18,000 nodes (NodeCountInliningCutoff) C2 inlines no method but those of the Vector API, and a vector
     * passed to one that is not inlined is boxed. As this follows an exponential, it calls none of ours.
     */
    static FloatVector ofUnit(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        IntVector k = x.add(1f)
                .reinterpretAsInts()
                .sub(IntVector.broadcast(I, SQRT_HALF_BITS))
                .lanewise(ASHR, 23);
        FloatVector n = (FloatVector) k.convert(I2F, 0);
        FloatVector scale =
                IntVector.broadcast(I, 0x3f800000).sub(k.lanewise(LSHL, 23)).reinterpretAsFloats();
        FloatVector f = scale.fma(x, scale.sub(1f));
        FloatVector f2 = f.mul(f);
        FloatVector f4 = f2.mul(f2);
        FloatVector p = f2.fma(
                f.fma(FloatVector.broadcast(F, C10), FloatVector.broadcast(F, C9)),
                f.fma(FloatVector.broadcast(F, C8), FloatVector.broadcast(F, C7)));
        FloatVector q = f2.fma(
                f.fma(FloatVector.broadcast(F, C6), FloatVector.broadcast(F, C5)),
                f.fma(FloatVector.broadcast(F, C4), FloatVector.broadcast(F, C3)));
        FloatVector h = f.fma(f4.fma(p, q), FloatVector.broadcast(F, -0.5f));
        FloatVector high = n.fma(FloatVector.broadcast(F, LN2_HIGH), f);
        FloatVector low = f.sub(n.fma(FloatVector.broadcast(F, -LN2_HIGH), high));
        return high.add(f2.fma(h, n.fma(FloatVector.broadcast(F, LN2_LOW), low)));
    }

    /** Returns {@code FloatLog1p.log1p} of each lane; x has species {@link Lanes#F}. */
    static FloatVector log1p(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        FloatVector u = x.add(1f);
        IntVector bits = u.reinterpretAsInts();
        IntVector k = bits.sub(IntVector.broadcast(I, SQRT_HALF_BITS)).lanewise(ASHR, 23);
        IntVector exponent = k.lanewise(LSHL, 23);
        FloatVector scale = IntVector.broadcast(I, 0x3f800000).sub(exponent).reinterpretAsFloats();
        FloatVector f = scale.fma(x, scale.sub(1f));
        f = f.blend(bits.sub(exponent).reinterpretAsFloats().sub(1f), u.compare(GE, ONE_IS_LOST));
        FloatVector y = VectorLog.ofReduced(f, (FloatVector) k.convert(I2F, 0));
        y = FLOATS.cast(FloatVector.broadcast(F, Float.NaN)).blend(y, u.compare(GE, 0f));
        y = y.blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0f));
        y = y.blend(x, u.compare(EQ, Float.POSITIVE_INFINITY));
        return y.blend(x, x.compare(EQ, 0f));
    }
}
