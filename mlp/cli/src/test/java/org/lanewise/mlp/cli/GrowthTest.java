package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GrowthTest {
    /** Steps of half a length, up to the longest array: near 2³¹ a sum of ints would be negative. */
    @Test
    void growsUpToTheLongestArray() {
        int length = 1024;
        for (int steps = 0; length < Integer.MAX_VALUE - 8; steps++) {
            int next = Growth.of(length);
            assertTrue(next > length, "after " + length + " comes " + next);
            assertTrue(steps < 50, "slow");
            length = next;
        }
        assertEquals(Integer.MAX_VALUE - 8, length);
        assertThrows(OutOfMemoryError.class, () -> Growth.of(Integer.MAX_VALUE - 8));
    }
}
