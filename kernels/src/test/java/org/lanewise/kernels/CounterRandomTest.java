package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanewise.kernels.internal.Philox;

class CounterRandomTest {
    /** Known answers of philox4x32-10, published with Random123 (file kat_vectors). */
    @Test
    void philoxGivesThePublishedAnswers() {
        assertBlock(
                new int[] {0, 0}, new int[] {0, 0, 0, 0}, new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
        assertBlock(new int[] {-1, -1}, new int[] {-1, -1, -1, -1}, new int[] {
            0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd
        });
        assertBlock(
                new int[] {0xa4093822, 0x299f31d0},
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
    }

    /** The same first answer through the public methods. */
    @Test
    void seedStreamAndIndexZeroGiveThePublishedBlock() {
        CounterRandom random = new CounterRandom(0, 0);
        assertEquals(0x6627e8d5, random.bits(0));
        assertEquals(0xe169c58d, random.bits(1));
        assertEquals(0xbc57ac4c, random.bits(2));
        assertEquals(0x9b00dbd8, random.bits(3));
    }

    @Property
    void seedIsTheKeyAndTheCounterIsStreamAboveBlock(
            @ForAll long seed, @ForAll long stream, @ForAll @LongRange(min = 0) long index) {
        long block = index / 4;
        int expected = Philox.word(seed, stream, block, (int) (index % 4));
        assertEquals(expected, new CounterRandom(seed, stream).bits(index));
    }

    @Property
    void uniformIsTheTopBitsOfTheWord(@ForAll long seed, @ForAll @LongRange(min = 0) long index) {
        CounterRandom random = new CounterRandom(seed, 1);
        double word = Integer.toUnsignedLong(random.bits(index)) / 0x1p32;
        assertEquals(Math.floor(word * 0x1p24) / 0x1p24, random.uniform(index));
    }

    @Property
    void belowScalesTheWord(
            @ForAll long seed, @ForAll @LongRange(min = 0) long index, @ForAll @IntRange(min = 1) int bound) {
        CounterRandom random = new CounterRandom(seed, 2);
        double exact = Integer.toUnsignedLong(random.bits(index)) / 0x1p32 * bound;
        int value = random.below(index, bound);
        assertTrue(value >= 0 && value < bound, () -> value + " below " + bound);
        // The product has up to 63 bits; a double rounds it, across an integer at most.
        assertEquals(exact, value + 0.5, 0.5 + exact * 0x1p-52);
    }

    @Test
    void normalHasTheMomentsOfTheNormalDistribution() {
        CounterRandom random = new CounterRandom(42, 7);
        int n = 200_000;
        double[] moments = new double[5];
        for (int i = 0; i < n; i++) {
            double x = random.normal(i);
            assertTrue(Math.abs(x) <= 5.8);
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(x, power) / n;
            }
        }
        // Five standard deviations of each sample moment: Var(xᵖ) is 1, 2, 15 and 96.
        double root = Math.sqrt(n);
        assertEquals(0, moments[1], 5 / root);
        assertEquals(1, moments[2], 5 * Math.sqrt(2) / root);
        assertEquals(0, moments[3], 5 * Math.sqrt(15) / root);
        assertEquals(3, moments[4], 5 * Math.sqrt(96) / root);
    }

    @Property(tries = 200)
    void permutationHoldsEachNumberOnce(@ForAll long seed, @ForAll @IntRange(max = 300) int n) {
        boolean[] seen = new boolean[n];
        for (int i : new CounterRandom(seed, 3).permutation(n)) {
            assertTrue(!seen[i]);
            seen[i] = true;
        }
    }

    /** Each of the 24 orders of four, in 24,000 draws: χ² of 23 degrees of freedom is below 61 but for one in 40,000. */
    @Test
    void permutationsAreEquallyLikely() {
        int[] counts = new int[256];
        for (int i = 0; i < 24_000; i++) {
            int[] order = new CounterRandom(5, i).permutation(4);
            counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
        }
        double chiSquared = 0;
        int orders = 0;
        for (int count : counts) {
            if (count > 0) {
                orders++;
                chiSquared += (count - 1000.0) * (count - 1000.0) / 1000;
            }
        }
        assertEquals(24, orders);
        assertTrue(chiSquared < 61, "chi squared: " + chiSquared);
    }

    @Test
    void refusesEmptyRanges() {
        CounterRandom random = new CounterRandom(0, 0);
        assertEquals(
                "bound: 0 (expected: >= 1)",
                assertThrows(IllegalArgumentException.class, () -> random.below(0, 0))
                        .getMessage());
        assertEquals(
                "n: -1 (expected: >= 0)",
                assertThrows(IllegalArgumentException.class, () -> random.permutation(-1))
                        .getMessage());
        assertArrayEquals(new int[0], random.permutation(0));
    }

    @Test
    void refusesIndicesOutOfRange() {
        CounterRandom random = new CounterRandom(1, 2);
        String message = "index: -1 (expected: >= 0)";
        assertEquals(message, refusal(() -> random.bits(-1)));
        assertEquals(message, refusal(() -> random.uniform(-1)));
        assertEquals(message, refusal(() -> random.below(-1, 3)));
        assertEquals("index: -1 (expected: 0 <= index < 2^62)", refusal(() -> random.normal(-1)));
        assertEquals(
                "index: 4611686018427387904 (expected: 0 <= index < 2^62)", refusal(() -> random.normal(1L << 62)));
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    private static void assertBlock(int[] key, int[] counter, int[] expected) {
        for (int word = 0; word < 4; word++) {
            assertEquals(
                    expected[word],
                    Philox.word(
                            pair(key[0], key[1]), pair(counter[2], counter[3]), pair(counter[0], counter[1]), word));
        }
    }

    private static long pair(int low, int high) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
}
