package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DropoutsTest {
    /** The rule of the javadoc, written out on the public generator. */
    @Property(tries = 300)
    void anElementIsKeptWhereItsWordSaysSo(
            @ForAll long seed,
            @ForAll long stream,
            @ForAll("indices") long index,
            @ForAll("probabilities") float keep,
            @ForAll @IntRange(max = 300) int length) {
        float[] x = new float[length];
        float[] y = new float[length];
        float[] mask = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = i - 7.5f;
        }
        Dropouts.forward(length, keep, seed, stream, index, x, 0, y, 0, mask, 0);
        CounterRandom random = new CounterRandom(seed, stream);
        double threshold = Math.ceil(keep * 0x1p32);
        for (int i = 0; i < length; i++) {
            long e = index + i;
            long j = 4 * (16 * (e / 64) + e % 16) + e % 64 / 16;
            boolean kept = Integer.toUnsignedLong(random.bits(j)) < threshold;
            assertEquals(kept ? (float) (0x1p32 / threshold) : 0, mask[i]);
            assertEquals(x[i] * mask[i], y[i]);
        }
    }

    /** A mask does not depend on where calls begin and end. */
    @Property(tries = 100)
    void partsAreParts(@ForAll long seed, @ForAll("indices") long index, @ForAll @IntRange(max = 300) int first) {
        float[] x = new float[300];
        Arrays.fill(x, 1);
        float[] whole = new float[300];
        float[] parts = new float[300];
        Dropouts.forward(300, 0.6f, seed, 1, index, x, 0, x.clone(), 0, whole, 0);
        Dropouts.forward(first, 0.6f, seed, 1, index, x, 0, x.clone(), 0, parts, 0);
        Dropouts.forward(300 - first, 0.6f, seed, 1, index + first, x, first, x.clone(), first, parts, first);
        assertArrayEquals(whole, parts);
    }

    /**
     * How many of n are kept: by Hoeffding's inequality the share is off from keep by {@code √(ln(2/δ)/(2n))} with a
     * probability of at most δ = 10⁻⁹.
     */
    @Test
    void theShareKeptIsTheProbability() {
        int n = 1 << 20;
        double bound = Math.sqrt(Math.log(2 / 1e-9) / (2.0 * n));
        float[] x = new float[n];
        for (float keep : new float[] {0.01f, 0.3f, 0.5f, 0.8f, 0.999f}) {
            float[] mask = new float[n];
            Dropouts.forward(n, keep, 11, 12, 13, x, 0, x, 0, mask, 0);
            int kept = 0;
            for (float factor : mask) {
                kept += factor > 0 ? 1 : 0;
            }
            assertEquals(keep, (double) kept / n, bound);
        }
    }

    @Test
    void keepOneIsTheIdentity() {
        float[] x = {1, -2, 0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        float[] y = new float[7];
        float[] mask = new float[7];
        Dropouts.forward(7, 1, 5, 6, 7, x, 0, y, 0, mask, 0);
        assertArrayEquals(x, y);
        assertArrayEquals(new float[] {1, 1, 1, 1, 1, 1, 1}, mask);
    }

    @Test
    void differentSeedsAndStreamsGiveDifferentMasks() {
        float[][] masks = new float[3][1000];
        float[] x = new float[1000];
        Dropouts.forward(1000, 0.5f, 1, 1, 0, x, 0, x, 0, masks[0], 0);
        Dropouts.forward(1000, 0.5f, 1, 2, 0, x, 0, x, 0, masks[1], 0);
        Dropouts.forward(1000, 0.5f, 2, 1, 0, x, 0, x, 0, masks[2], 0);
        assertTrue(!Arrays.equals(masks[0], masks[1]) && !Arrays.equals(masks[0], masks[2]));
    }

    @Test
    void backwardMultipliesByTheMask() {
        float[] gradInput = new float[4];
        Dropouts.backward(3, new float[] {0, 2, 0.5f}, 0, new float[] {9, 3, -5, 7}, 1, gradInput, 1);
        assertArrayEquals(new float[] {0, 0, -10, 3.5f}, gradInput);
    }

    @Provide
    Arbitrary<Long> indices() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 500), Arbitraries.longs().between(0, (1L << 62) - 301));
    }

    @Provide
    Arbitrary<Float> probabilities() {
        return Arbitraries.oneOf(
                Arbitraries.of(1f, 0.5f, 0x1p-32f, Float.MIN_VALUE, Math.nextDown(1f)),
                Arbitraries.floats().between(0, true, 1, true).filter(p -> p > 0));
    }
}
