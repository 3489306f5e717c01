package org.lanewise.mlp;

import org.lanewise.kernels.CounterRandom;

/**
 * Who draws from which stream of {@link CounterRandom}, so that one seed serves a whole run and no two purposes ever
 * see the same numbers. The high half of a stream's number is a letter for the purpose, the low half counts within it:
 *
 * <ul>
 *   <li>I: initialisation, one stream per layer index
 *   <li>O: the order of the samples, one stream per epoch
 *   <li>M: dropout masks, one stream per step: the letter stands in the highest byte, as steps are many
 *   <li>D and L: drawings and labels of {@code SyntheticDigits}, which has its own constants
 * </ul>
 */
final class RandomStreams {
    private static final long INITIALIZATION = (long) 'I' << 32;
    private static final long SAMPLE_ORDER = (long) 'O' << 32;

    private static final long DROPOUT = (long) 'M' << 56;

    /** The end of the steps that have a stream of their own. */
    static final long STEPS = 1L << 56;

    private RandomStreams() {}

    /** The numbers that a layer's weights are made from. */
    static CounterRandom initialization(long seed, int layer) {
        return new CounterRandom(seed, INITIALIZATION + layer);
    }

    /** The numbers that shuffle the samples of an epoch. */
    static CounterRandom sampleOrder(long seed, int epoch) {
        return new CounterRandom(seed, SAMPLE_ORDER + epoch);
    }

    /** The stream of all dropout masks of a step. */
    static long dropout(long step) {
        assert step >= 0 && step < STEPS;
        return DROPOUT + step;
    }

    /** Where the mask of a layer begins in the stream of its step: no batch has 2³¹ outputs. */
    static long dropoutIndex(int layer) {
        return (long) layer << 31;
    }
}
