package org.lanewise.verification;

import org.lanewise.kernels.CounterRandom;

/**
 * What dropout multiplies an output by, from the description in {@link org.lanewise.kernels.Dropouts} and from how
 * {@code Workspace.forwardTraining} numbers outputs: a stream for each step, whose highest byte is the letter M, and in
 * it 2³¹ numbers for each layer. The generator alone is the library's; its known answers are tested.
 *
 * @param seed of the run
 * @param step of the run
 */
record DropoutFactor(long seed, long step) {
    private static final int LAYER = 31;
    private static final int STREAM = 56;

    /** The factor of an output, counted over the batch. */
    double of(int layer, float keep, long output) {
        if (keep == 1) {
            return 1;
        }
        double threshold = Math.ceil(keep * 0x1p32);
        long element = ((long) layer << LAYER) + output;
        long inGroup = element % 64;
        long index = 4 * (element / 64 * 16 + inGroup % 16) + inGroup / 16;
        int bits = new CounterRandom(seed, ((long) 'M' << STREAM) + step).bits(index);
        return Integer.toUnsignedLong(bits) < threshold ? (float) (0x1p32 / threshold) : 0;
    }
}
