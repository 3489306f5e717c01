package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.Gradients;
import org.lanewise.kernels.Losses;
import org.lanewise.kernels.Penalties;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.internal.LaneSum;

/**
 * The order of sums that the javadoc of {@link Losses} promises, written out: number i goes to lane i mod 16, lanes add
 * in ascending order from 0, then l + 8 is folded into l, l + 4, l + 2, l + 1. The kernel sets share one
 * implementation, so comparing them would not see it change.
 */
class LaneSumTest {
    @Property(tries = 300)
    void floats(@ForAll("lengths") int length, @ForAll("seeds") long seed) {
        float[] x = Numbers.UNIFORM.array(3 + length, new SplittableRandom(seed));
        float[] lanes = new float[16];
        for (int i = 0; i < length; i++) {
            lanes[i % 16] += x[3 + i];
        }
        for (int half = 8; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        assertEquals(lanes[0], LaneSum.sum(length, x, 3));
    }

    @Property(tries = 300)
    void squaresInDouble(@ForAll("lengths") int length, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = Numbers.UNIFORM.array(length, random);
        float[] y = Numbers.UNIFORM.array(length, random);
        double[] lanes = new double[16];
        for (int i = 0; i < length; i++) {
            float difference = x[i] - y[i];
            lanes[i % 16] += (double) difference * difference;
        }
        for (int half = 8; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        assertEquals(lanes[0], Losses.sumOfSquares(length, 1, x, 0, y, 0, new float[length], 0));
    }

    /** Of one span, by the kernels in use, over several chunks of 2048 too. */
    @Property(tries = 300)
    void squaresAndMagnitudesInDouble(@ForAll("lengths") int length, @ForAll boolean more, @ForAll("seeds") long seed) {
        int n = more ? 7 * length : length;
        float[] x = Numbers.ANY_FINITE.array(5 + n, new SplittableRandom(seed));
        double[] squares = new double[16];
        double[] magnitudes = new double[16];
        for (int i = 0; i < n; i++) {
            squares[i % 16] += (double) x[5 + i] * x[5 + i];
            magnitudes[i % 16] += Math.abs(x[5 + i]);
        }
        for (int half = 8; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                squares[lane] += squares[lane + half];
                magnitudes[lane] += magnitudes[lane + half];
            }
        }
        assertEquals(Math.sqrt(squares[0]), Gradients.norm(n, x, 5));
        assertEquals(squares[0], Penalties.value(n, new Penalty(0, 2), x, 5));
        assertEquals(magnitudes[0], Penalties.value(n, new Penalty(1, 0), x, 5));
        assertEquals(squares[0], LaneSum.sumOfSquares(n, x, 5));
        assertEquals(magnitudes[0], LaneSum.sumOfMagnitudes(n, x, 5));
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Sizes.lengths();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }
}
