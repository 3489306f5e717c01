package org.lanewise.kernels.internal.gemm;

/**
 * Buffers of the blocked loops, one set per thread, grown on demand and kept as long as the thread lives: at most a
 * block of B, a block of A and a tile.
 */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private float[] packedA = new float[0];
    private float[] packedB = new float[0];
    private float[] tile = new float[0];

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    float[] packedA(int length) {
        if (packedA.length < length) {
            packedA = new float[length];
        }
        return packedA;
    }

    float[] packedB(int length) {
        if (packedB.length < length) {
            packedB = new float[length];
        }
        return packedB;
    }

    float[] tile(int length) {
        if (tile.length < length) {
            tile = new float[length];
        }
        return tile;
    }
}
