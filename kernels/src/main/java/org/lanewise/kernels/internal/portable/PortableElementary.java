package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.ElementaryKernels;
import org.lanewise.kernels.internal.elementary.FloatErf;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatExpm1;
import org.lanewise.kernels.internal.elementary.FloatLog;
import org.lanewise.kernels.internal.elementary.FloatLog1p;

/** Elementary functions of each element. */
public final class PortableElementary implements ElementaryKernels {
    @Override
    public void exp(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatExp.exp(x[xOffset + i]);
        }
    }

    @Override
    public void expm1(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatExpm1.expm1(x[xOffset + i]);
        }
    }

    @Override
    public void log(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatLog.log(x[xOffset + i]);
        }
    }

    @Override
    public void log1p(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatLog1p.log1p(x[xOffset + i]);
        }
    }

    @Override
    public void erf(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = FloatErf.erf(x[xOffset + i]);
        }
    }
}
