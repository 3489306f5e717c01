package org.lanewise.jmh.scoreboard;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds that a core can do: independent chains of vector FMA that stay in registers. What a product
 * reaches is stated as a share of this, measured in the same run, as the clock of a shared machine wanders.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

    /** Two FMA a cycle with a latency of 4 or 5 need 8 to 10 chains; 12 and two operands fit 16 registers. */
    private static final int CHAINS = 12;

    private FmaPeak() {}

    /**
     * Floating-point operations of one {@link #run} of as many rounds.
     *
     * @param rounds of all chains
     * @return the operations; a multiply-add counts as two
     */
    public static long operations(int rounds) {
        return 2L * CHAINS * F.length() * rounds;
    }

    /**
     * Runs the chains.
     *
     * @param rounds of all chains
     * @return a value that depends on all of the work
     */
    public static float run(int rounds) {
        FloatVector factor = FloatVector.broadcast(F, 0.999f);
        FloatVector term = FloatVector.broadcast(F, 0.1f);
        FloatVector x0 = FloatVector.broadcast(F, 0);
        FloatVector x1 = FloatVector.broadcast(F, 1);
        FloatVector x2 = FloatVector.broadcast(F, 2);
        FloatVector x3 = FloatVector.broadcast(F, 3);
        FloatVector x4 = FloatVector.broadcast(F, 4);
        FloatVector x5 = FloatVector.broadcast(F, 5);
        FloatVector x6 = FloatVector.broadcast(F, 6);
        FloatVector x7 = FloatVector.broadcast(F, 7);
        FloatVector x8 = FloatVector.broadcast(F, 8);
        FloatVector x9 = FloatVector.broadcast(F, 9);
        FloatVector x10 = FloatVector.broadcast(F, 10);
        FloatVector x11 = FloatVector.broadcast(F, 11);
        for (int i = 0; i < rounds; i++) {
            x0 = x0.fma(factor, term);
            x1 = x1.fma(factor, term);
            x2 = x2.fma(factor, term);
            x3 = x3.fma(factor, term);
            x4 = x4.fma(factor, term);
            x5 = x5.fma(factor, term);
            x6 = x6.fma(factor, term);
            x7 = x7.fma(factor, term);
            x8 = x8.fma(factor, term);
            x9 = x9.fma(factor, term);
            x10 = x10.fma(factor, term);
            x11 = x11.fma(factor, term);
        }
        return x0.add(x1)
                .add(x2.add(x3))
                .add(x4.add(x5))
                .add(x6.add(x7))
                .add(x8.add(x9))
                .add(x10.add(x11))
                .reduceLanes(VectorOperators.ADD);
    }
}
