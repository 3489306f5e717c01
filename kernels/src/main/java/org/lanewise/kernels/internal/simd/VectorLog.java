package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.lanewise.kernels.internal.elementary.FloatLog.*;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.I;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import org.lanewise.kernels.internal.elementary.FloatLog;

/** The vector twin of {@link FloatLog}: the same operations in the same order, lane by lane. */
final class VectorLog {
    private VectorLog() {}

    /** Returns {@code FloatLog.log} of each lane; x has species {@link Lanes#F}. */
    static FloatVector log(FloatVector xLanes) {
        FloatVector x = FLOATS.cast(xLanes);
        VectorMask<Float> subnormal = x.compare(LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).reinterpretAsInts();
        IntVector k = bits.sub(IntVector.broadcast(I, SQRT_HALF_BITS)).lanewise(ASHR, 23);
        FloatVector n = ((FloatVector) k.convert(I2F, 0))
                .add(FLOATS.cast(FloatVector.broadcast(F, 0f)).blend(SUBNORMAL_EXPONENT, subnormal));
        FloatVector y =
                ofReduced(bits.sub(k.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f), n);
        y = FLOATS.cast(FloatVector.broadcast(F, Float.NaN)).blend(y, x.compare(GE, 0f));
        y = y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
        return y.blend(x, x.compare(EQ, Float.POSITIVE_INFINITY));
    }

    static FloatVector ofReduced(FloatVector fLanes, FloatVector nLanes) {
        FloatVector f = FLOATS.cast(fLanes);
        FloatVector n = FLOATS.cast(nLanes);
        FloatVector f2 = f.mul(f);
        FloatVector f4 = f2.mul(f2);
        FloatVector p = f2.fma(f.fma(C10, C9), f.fma(C8, C7));
        FloatVector q = f2.fma(f.fma(C6, C5), f.fma(C4, C3));
        FloatVector h = f.fma(f4.fma(p, q), FloatVector.broadcast(F, -0.5f));
        FloatVector high = n.fma(FloatVector.broadcast(F, LN2_HIGH), f);
        FloatVector low = f.sub(n.fma(FloatVector.broadcast(F, -LN2_HIGH), high));
        return high.add(f2.fma(h, n.fma(FloatVector.broadcast(F, LN2_LOW), low)));
    }
}
