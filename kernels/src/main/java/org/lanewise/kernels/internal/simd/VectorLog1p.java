package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.lanewise.kernels.internal.elementary.FloatLog.SQRT_HALF_BITS;
import static org.lanewise.kernels.internal.elementary.FloatLog1p.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.lanewise.kernels.internal.elementary.FloatLog1p;

/** The vector twin of {@link FloatLog1p}: the same operations in the same order, lane by lane. */
final class VectorLog1p {
    private VectorLog1p() {}

    /** Returns {@code FloatLog1p.log1p} of each lane; x has species {@link Lanes#F}. */
    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(1f);
        IntVector bits = u.reinterpretAsInts();
        IntVector k = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 23);
        IntVector exponent = k.lanewise(LSHL, 23);
        FloatVector scale =
                IntVector.broadcast(Lanes.I, 0x3f800000).sub(exponent).reinterpretAsFloats();
        FloatVector f = scale.fma(x, scale.sub(1f));
        f = f.blend(bits.sub(exponent).reinterpretAsFloats().sub(1f), u.compare(GE, ONE_IS_LOST));
        FloatVector y = VectorLog.ofReduced(f, (FloatVector) k.convert(I2F, 0));
        y = Lanes.all(Float.NaN).blend(y, u.compare(GE, 0f));
        y = y.blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0f));
        y = y.blend(x, u.compare(EQ, Float.POSITIVE_INFINITY));
        return y.blend(x, x.compare(EQ, 0f));
    }
}
