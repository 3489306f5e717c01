package org.lanewise.mlp;

import org.lanewise.kernels.CounterRandom;

/**
 * Who draws from which stream of {@link CounterRandom}, so that one seed serves a whole run and no two purposes ever
 * see the same numbers. The high half of a stream's number is the purpose, the low half counts within it:
 *
 * <ul>
 *   <li>0: data (generators of samples)
 *   <li>1: initialisation, one stream per layer index
 *   <li>2: the order of the samples, one stream per epoch
 * </ul>
 */
final class RandomStreams {
    private static final long INITIALIZATION = 1L << 32;
    private static final long SAMPLE_ORDER = 2L << 32;

    private RandomStreams() {}

    /** The numbers that a layer's weights are made from. */
    static CounterRandom initialization(long seed, int layer) {
        return new CounterRandom(seed, INITIALIZATION + layer);
    }

    /** The numbers that shuffle the samples of an epoch. */
    static CounterRandom sampleOrder(long seed, int epoch) {
        return new CounterRandom(seed, SAMPLE_ORDER + epoch);
    }
}
