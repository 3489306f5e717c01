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

    // Each chain is the addend, as in a product's sums: C2 accumulates in place. Were it a factor, as in x·a + b, C2
    // would copy b into a fresh register for each FMA, and the peak of a Zen 3 core would seem 17 % lower (86 instead
    // of 103 GFLOP/s).

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
        FloatVector a = FloatVector.broadcast(F, 1e-3f);
        FloatVector b = FloatVector.broadcast(F, 2e-3f);
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
            x0 = a.fma(b, x0);
            x1 = a.fma(b, x1);
            x2 = a.fma(b, x2);
            x3 = a.fma(b, x3);
            x4 = a.fma(b, x4);
            x5 = a.fma(b, x5);
            x6 = a.fma(b, x6);
            x7 = a.fma(b, x7);
            x8 = a.fma(b, x8);
            x9 = a.fma(b, x9);
            x10 = a.fma(b, x10);
            x11 = a.fma(b, x11);
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
