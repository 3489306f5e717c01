package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import org.lanewise.kernels.internal.ElementaryKernels;
import org.lanewise.kernels.internal.elementary.FloatErf;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatExpm1;
import org.lanewise.kernels.internal.elementary.FloatLog;
import org.lanewise.kernels.internal.elementary.FloatLog1p;

/** Elementary functions of each element; what does not fill a vector is done as the portable kernels do it. */
final class SimdElementary implements ElementaryKernels {
    @Override
    public void exp(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            expChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void expChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        int i = 0;
        // Called even if there is no vector: of a warm-up's short calls, too, HotSpot must see what to compile.
        do {
            i += VectorExp.ordinary(end - i, x, xOffset + i, y, yOffset + i);
            if (i < end) {
                extremeExp(x, xOffset + i, y, yOffset + i);
                i += V;
            }
        } while (i < end);
        for (; i < length; i++) {
            y[yOffset + i] = FloatExp.exp(x[xOffset + i]);
        }
    }

    // By elements, as what is done so seldom may never be compiled, and vectors that are not compiled allocate.
    private static void extremeExp(float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < V; i++) {
            y[yOffset + i] = FloatExp.exp(x[xOffset + i]);
        }
    }

    @Override
    public void expm1(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            expm1Chunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void expm1Chunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            expm1OfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = FloatExpm1.expm1(x[xOffset + i]);
        }
    }

    private static void expm1OfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            VectorExpm1.expm1(FLOATS.cast(fromArray(F, x, xOffset + i))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void log(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            logChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void logChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            logOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = FloatLog.log(x[xOffset + i]);
        }
    }

    private static void logOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            VectorLog.log(FLOATS.cast(fromArray(F, x, xOffset + i))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void log1p(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            log1pChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void log1pChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            log1pOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = FloatLog1p.log1p(x[xOffset + i]);
        }
    }

    private static void log1pOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            VectorLog1p.log1p(FLOATS.cast(fromArray(F, x, xOffset + i))).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void erf(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            erfChunk(Math.min(CHUNK, length - i), x, xOffset + i, y, yOffset + i);
        }
    }

    private static void erfChunk(int length, float[] x, int xOffset, float[] y, int yOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            erfOfVectors(end, x, xOffset, y, yOffset);
        }
        for (int i = end; i < length; i++) {
            y[yOffset + i] = FloatErf.erf(x[xOffset + i]);
        }
    }

    private static void erfOfVectors(int length, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < length; i += V) {
            VectorErf.erf(FLOATS.cast(fromArray(F, x, xOffset + i))).intoArray(y, yOffset + i);
        }
    }
}
