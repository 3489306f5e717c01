package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * One step of each optimizer, from any state, against its paper's formula in double, with or without a penalty: within
 * the bound that a running error analysis of the float computation gives.
 */
class UpdatesOracleTest {
    /** What a step starts from. */
    record Step(int length, Penalty penalty, float rate, float first, float second, float decay, long t, long seed) {}

    /** A formula for one parameter: g, what is kept, and w; it returns what is kept and w after the step. */
    private interface Formula {
        Rounded[] after(Rounded g, Rounded[] kept, Rounded w);
    }

    private interface Kernel {
        void run(Penalty penalty, float[] g, float[][] kept, float[] w);
    }

    @Property(tries = 300)
    void gradientDescent(@ForAll("steps") Step s) {
        check(
                s,
                0,
                (penalty, g, kept, w) -> Updates.gradientDescent(s.length, s.rate, penalty, g, 0, w, 0),
                (g, kept, w) -> new Rounded[] {descend(s, g, w)});
    }

    @Property(tries = 300)
    void momentum(@ForAll("steps") Step s) {
        check(
                s,
                1,
                (penalty, g, kept, w) -> Updates.momentum(s.length, s.rate, s.first, penalty, g, 0, kept[0], 0, w, 0),
                (g, kept, w) -> {
                    Rounded v = Rounded.exact(s.first).fma(kept[0], g).normal();
                    return new Rounded[] {v, descend(s, v, w)};
                });
    }

    @Property(tries = 300)
    void nesterov(@ForAll("steps") Step s) {
        check(
                s,
                1,
                (penalty, g, kept, w) -> Updates.nesterov(s.length, s.rate, s.first, penalty, g, 0, kept[0], 0, w, 0),
                (g, kept, w) -> {
                    Rounded v = Rounded.exact(s.first).fma(kept[0], g).normal();
                    return new Rounded[] {v, descend(s, Rounded.exact(s.first).fma(v, g), w)};
                });
    }

    @Property(tries = 300)
    void rmsProp(@ForAll("steps") Step s) {
        check(
                s,
                1,
                (penalty, g, kept, w) ->
                        Updates.rmsProp(s.length, s.rate, s.second, 1e-8f, penalty, g, 0, kept[0], 0, w, 0),
                (g, kept, w) -> {
                    Rounded mean = meanOfSquares(s.second, kept[0], g);
                    return new Rounded[] {mean, descend(s, g.over(mean.root().plus(Rounded.exact(1e-8f))), w)};
                });
    }

    @Property(tries = 300)
    void adam(@ForAll("steps") Step s) {
        check(
                s,
                2,
                (penalty, g, kept, w) -> Updates.adam(
                        s.length, s.t, s.rate, s.first, s.second, 1e-8f, penalty, g, 0, kept[0], 0, kept[1], 0, w, 0),
                (g, kept, w) -> adamStep(s, g, kept, w));
    }

    @Property(tries = 300)
    void adamW(@ForAll("steps") Step s) {
        check(
                s,
                2,
                (penalty, g, kept, w) -> Updates.adamW(
                        s.length, s.t, s.rate, s.first, s.second, 1e-8f, s.decay, penalty, g, 0, kept[0], 0, kept[1], 0,
                        w, 0),
                (g, kept, w) -> adamStep(
                        s, g, kept, Rounded.once(1 - (double) s.rate * s.decay).times(w)));
    }

    /** Of a unit that is dead, or an input that is 0 nearly always: never subnormal, with which some processors are slow. */
    @Property(tries = 30)
    void whatIsKeptDecaysToZero(
            @ForAll @IntRange(min = 1, max = 50) int length,
            @ForAll("decays") float decay,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        float[] g = new float[length];
        float[] w = new float[length];
        float[][] kept = new float[5][];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = Numbers.UNIFORM.array(length, new SplittableRandom(seed + k));
        }
        // The last two keep squares.
        for (int i = 0; i < length; i++) {
            kept[3][i] = Math.abs(kept[3][i]) * 1e-30f;
            kept[4][i] = Math.abs(kept[4][i]) * 1e-30f;
        }
        int steps = (int) Math.ceil(Math.log(1e-40) / Math.log(decay));
        for (int step = 1; step <= steps; step++) {
            Updates.momentum(length, 0.1f, decay, Penalty.NONE, g, 0, kept[0], 0, w, 0);
            Updates.nesterov(length, 0.1f, decay, Penalty.NONE, g, 0, kept[1], 0, w, 0);
            Updates.adam(length, step, 0.1f, decay, decay, 1e-8f, Penalty.NONE, g, 0, kept[2], 0, kept[3], 0, w, 0);
            Updates.rmsProp(length, 0.1f, decay, 1e-8f, Penalty.NONE, g, 0, kept[4], 0, w, 0);
            for (float[] array : kept) {
                for (float x : array) {
                    assertTrue(x == 0 || Math.abs(x) >= Float.MIN_NORMAL, () -> "subnormal: " + x);
                }
            }
        }
        for (int k = 0; k < kept.length; k++) {
            assertArrayEquals(new float[length], kept[k], "kept array " + k);
        }
    }

    @Provide
    Arbitrary<Float> decays() {
        return Arbitraries.of(0.5f, 0.9f, 0.99f);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Integer> lengths =
                Arbitraries.oneOf(Arbitraries.integers().between(0, 80), Arbitraries.of(2047, 2048, 2049, 4500));
        Arbitrary<Penalty> penalties =
                Arbitraries.of(Penalty.NONE, new Penalty(0.1f, 0), new Penalty(0, 0.3f), new Penalty(0.02f, 0.5f));
        Arbitrary<Float> decays = Arbitraries.of(0f, 0.5f, 0.9f, 0.999f);
        return Combinators.combine(
                        lengths,
                        penalties,
                        Arbitraries.of(1f, 0.1f, 1e-3f),
                        decays,
                        decays,
                        Arbitraries.of(0f, 0.01f, 0.5f),
                        Arbitraries.of(1L, 2L, 10L, 1000L, 1_000_000L),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(Step::new);
    }

    private static void check(Step s, int keptCount, Kernel kernel, Formula formula) {
        SplittableRandom random = new SplittableRandom(s.seed);
        float[] g = Numbers.UNIFORM.array(s.length, random);
        float[] w = Numbers.UNIFORM.array(s.length, random);
        float[][] kept = new float[keptCount][];
        for (int k = 0; k < keptCount; k++) {
            kept[k] = Numbers.UNIFORM.array(s.length, random);
        }
        for (int i = 0; i < s.length; i++) {
            // What keeps squares, the last, is not negative. Some weights are 0, where the penalty has no slope.
            if (keptCount > 0) {
                kept[keptCount - 1][i] = Math.abs(kept[keptCount - 1][i]);
            }
            w[i] = random.nextInt(8) == 0 ? 0 : w[i];
        }
        Rounded[][] expected = new Rounded[s.length][];
        for (int i = 0; i < s.length; i++) {
            Rounded[] before = new Rounded[keptCount];
            for (int k = 0; k < keptCount; k++) {
                before[k] = Rounded.exact(kept[k][i]);
            }
            expected[i] = formula.after(penalized(s.penalty, g[i], w[i]), before, Rounded.exact(w[i]));
        }
        float[] gradients = g.clone();
        kernel.run(s.penalty, gradients, kept, w);
        Bits.assertSame("gradients, which are only read", g, gradients);
        for (int i = 0; i < s.length; i++) {
            for (int k = 0; k < keptCount; k++) {
                expected[i][k].assertHolds("kept array " + k + ", element " + i, kept[k][i]);
            }
            expected[i][keptCount].assertHolds("parameter " + i, w[i]);
        }
    }

    private static Rounded penalized(Penalty penalty, float g, float w) {
        if (penalty.equals(Penalty.NONE)) {
            return Rounded.exact(g);
        }
        Rounded slope = Rounded.exact(penalty.l1() * Math.signum(w));
        return Rounded.exact(penalty.l2())
                .fma(Rounded.exact(w), Rounded.exact(g).plus(slope));
    }

    private static Rounded descend(Step s, Rounded direction, Rounded w) {
        return Rounded.exact(-s.rate).fma(direction, w);
    }

    private static Rounded meanOfSquares(float decay, Rounded mean, Rounded g) {
        return Rounded.exact(decay).fma(mean, share(decay).times(g).times(g)).normal();
    }

    private static Rounded[] adamStep(Step s, Rounded g, Rounded[] kept, Rounded w) {
        Rounded m = Rounded.exact(s.first).fma(kept[0], share(s.first).times(g)).normal();
        Rounded v = meanOfSquares(s.second, kept[1], g);
        Rounded rate = Rounded.once(s.rate / (1 - Math.pow(s.first, s.t)));
        Rounded correction = Rounded.once(1 / Math.sqrt(1 - Math.pow(s.second, s.t)));
        Rounded direction = m.over(v.root().fma(correction, Rounded.exact(1e-8f)));
        return new Rounded[] {m, v, rate.negated().fma(direction, w)};
    }

    // 1 − decay, a difference in float.
    private static Rounded share(float decay) {
        return Rounded.exact(1).plus(Rounded.exact(-decay));
    }
}
