package org.lanewise.kernels.internal;

/** Dropout and its gradient; contracts in {@link org.lanewise.kernels.Dropouts}. */
public interface DropoutKernels {
    /**
     * {@code mask[i] = scale} where {@code word(seed, stream, index + i)}, unsigned, is below the threshold, else 0;
     * {@code y = x · mask}.
     */
    void forward(
            int length,
            long threshold,
            float scale,
            long seed,
            long stream,
            long index,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset);

    void backward(
            int length,
            float[] mask,
            int maskOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset);

    /** How many elements take one word of each of {@link #BLOCKS} blocks after the other. */
    int GROUP = 64;

    /** Blocks of the generator that a group takes its words from. */
    int BLOCKS = GROUP / 4;

    /** The word of an element. */
    static int word(long seed, long stream, long element) {
        long group = element / GROUP;
        int inGroup = (int) (element % GROUP);
        return Philox.word(seed, stream, BLOCKS * group + inGroup % BLOCKS, inGroup / BLOCKS);
    }
}
