package org.lanewise.jmh.steps;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes over large arrays that do nearly nothing else: what they reach is the memory bandwidth (after McCalpin's
 * STREAM). Bytes are counted as the memory sees them: 4 for each element read, 4 for each written, and 4 more for each
 * element of an array that is written without being read, as an ordinary store first fetches the line that it is going
 * to write (write-allocate). Neither these passes nor Lanewise's kernels use stores that go past the caches.
 */
enum Stream {
    /** b := a. */
    COPY(12) {
        @Override
        void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d) {
            for (int i = from; i < to; i += F.length()) {
                FloatVector.fromArray(F, a, i).intoArray(b, i);
            }
        }
    },
    /** a := −a. */
    NEGATE(8) {
        @Override
        void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d) {
            for (int i = from; i < to; i += F.length()) {
                FloatVector.fromArray(F, a, i).neg().intoArray(a, i);
            }
        }
    },
    /** b := a − b; repeated, it does not grow. */
    SUBTRACT(12) {
        @Override
        void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d) {
            for (int i = from; i < to; i += F.length()) {
                FloatVector.fromArray(F, a, i)
                        .sub(FloatVector.fromArray(F, b, i))
                        .intoArray(b, i);
            }
        }
    },
    /** c := a + s·b. */
    TRIAD(16) {
        @Override
        void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d) {
            FloatVector s = FloatVector.broadcast(F, FACTOR);
            for (int i = from; i < to; i += F.length()) {
                FloatVector.fromArray(F, b, i)
                        .fma(s, FloatVector.fromArray(F, a, i))
                        .intoArray(c, i);
            }
        }
    },
    /** a, b, d := a + 0·c, b + 0·c, d + 0·c: what Adam reads and writes; numbers stay what they are. */
    UPDATE(4 + 3 * 8) {
        @Override
        void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d) {
            for (int i = from; i < to; i += F.length()) {
                FloatVector nothing = FloatVector.fromArray(F, c, i).mul(0);
                FloatVector.fromArray(F, a, i).add(nothing).intoArray(a, i);
                FloatVector.fromArray(F, b, i).add(nothing).intoArray(b, i);
                FloatVector.fromArray(F, d, i).add(nothing).intoArray(d, i);
            }
        }
    };

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final float FACTOR = 0.5f;

    /** Small, so that the compiler gets to each loop by its calls and need not replace one that is running. */
    private static final int CHUNK = 4096;

    private final int bytes;

    Stream(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes moved for each element. */
    int bytes() {
        return bytes;
    }

    /** Passes over arrays of the same length, a multiple of the vector's. */
    void pass(float[] a, float[] b, float[] c, float[] d) {
        for (int from = 0; from < a.length; from += CHUNK) {
            chunk(from, Math.min(from + CHUNK, a.length), a, b, c, d);
        }
    }

    abstract void chunk(int from, int to, float[] a, float[] b, float[] c, float[] d);
}
