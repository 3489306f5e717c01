package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Maxout;
import org.lanewise.kernels.Prelu;

/** PReLU and Maxout do what their javadoc says: small examples by hand, and the order of the sums. */
class LearnedActivationsTest {
    private static final float NAN = Float.NaN;

    @Test
    void preluByHand() {
        float[] slopes = {0.5f, -2};
        float[] x = {4, 4, -4, -4, 0, NAN};
        float[] y = new float[6];
        Prelu.forward(3, 2, slopes, 0, x, 0, 2, y, 0, 2);
        assertArrayEquals(new float[] {4, 4, -2, 8, 0, NAN}, y);
        float[] gradOutput = {1, 1, 3, 3, 5, 5};
        float[] gradInput = new float[6];
        Prelu.backward(3, 2, slopes, 0, x, 0, 2, gradOutput, 0, 2, gradInput, 0, 2);
        assertArrayEquals(new float[] {1, 1, 1.5f, -6, 2.5f, -10}, gradInput);
        float[] gradSlopes = {7, 7};
        Prelu.gradSlopes(3, 2, x, 0, 2, gradOutput, 0, 2, gradSlopes, 0);
        assertArrayEquals(new float[] {-12, NAN}, gradSlopes);
    }

    @Test
    void sharedPreluByHand() {
        float[] x = {4, -4, -0f, 2};
        float[] y = new float[4];
        Prelu.sharedForward(4, -0.5f, x, 0, y, 0);
        assertArrayEquals(new float[] {4, 2, 0, 2}, y);
        float[] gradInput = new float[4];
        Prelu.sharedBackward(4, -0.5f, x, 0, new float[] {1, 2, 3, NAN}, 0, gradInput, 0);
        assertArrayEquals(new float[] {1, -1, -1.5f, NAN}, gradInput);
        assertEquals(-8, Prelu.sharedGradSlope(4, x, 0, new float[] {1, 2, 3, NAN}, 0));
    }

    /** A chain of fused multiply-adds down each column. */
    @Property(tries = 300)
    void orderOfTheSlopesGradient(@ForAll("rows") int rows, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = Numbers.UNIFORM.array(rows * 19, random);
        float[] g = Numbers.UNIFORM.array(rows * 19, random);
        float[] expected = new float[19];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 19; j++) {
                if (x[i * 19 + j] <= 0) {
                    expected[j] = Math.fma(g[i * 19 + j], x[i * 19 + j], expected[j]);
                }
            }
        }
        float[] actual = new float[19];
        Prelu.gradSlopes(rows, 19, x, 0, 19, g, 0, 19, actual, 0);
        assertArrayEquals(expected, actual);
    }

    /** The lane sum that {@link org.lanewise.kernels.Losses} defines, in double. */
    @Property(tries = 300)
    void orderOfASharedSlopesGradient(@ForAll("rows") int length, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = Numbers.UNIFORM.array(length, random);
        float[] g = Numbers.UNIFORM.array(length, random);
        double[] lanes = new double[16];
        for (int i = 0; i < length; i++) {
            if (x[i] <= 0) {
                lanes[i % 16] += (double) x[i] * g[i];
            }
        }
        for (int half = 8; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        assertEquals((float) lanes[0], Prelu.sharedGradSlope(length, x, 0, g, 0));
    }

    /** Two units of three pieces: column p · 2 + u. */
    @Test
    void maxoutByHand() {
        float[] x = {1, 9, 3, 9, 2, -1, /**/ -0f, 5, 0f, NAN, -7, NAN};
        float[] y = new float[4];
        Maxout.forward(2, 2, 3, x, 0, 6, y, 0, 2);
        assertArrayEquals(new float[] {3, 9, -0f, NAN}, y);
        float[] gradInput = new float[12];
        Maxout.backward(2, 2, 3, x, 0, 6, new float[] {10, 20, 30, 40}, 0, 2, gradInput, 0, 6);
        assertArrayEquals(new float[] {0, 20, 10, 0, 0, 0, /**/ 30, 0, 0, 40, 0, 0}, gradInput);
    }

    @Property(tries = 300)
    void maxoutIsTheLargestPieceAndItsGradient(
            @ForAll("rows") int units, @ForAll("pieces") int pieces, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = Numbers.INTEGERS.array(units * pieces, random);
        float[] y = new float[units];
        Maxout.forward(1, units, pieces, x, 0, Math.max(1, units * pieces), y, 0, Math.max(1, units));
        float[] g = Numbers.UNIFORM.array(units, random);
        float[] gradInput = new float[x.length];
        Maxout.backward(
                1,
                units,
                pieces,
                x,
                0,
                Math.max(1, x.length),
                g,
                0,
                Math.max(1, units),
                gradInput,
                0,
                Math.max(1, x.length));
        for (int u = 0; u < units; u++) {
            boolean won = false;
            for (int p = 0; p < pieces; p++) {
                float piece = x[p * units + u];
                boolean wins = !won && piece == y[u];
                assertEquals(true, piece <= y[u]);
                assertEquals(wins ? g[u] : 0f, gradInput[p * units + u]);
                won |= wins;
            }
            assertEquals(true, won);
        }
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Sizes.lengths();
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 3, 4);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }
}
