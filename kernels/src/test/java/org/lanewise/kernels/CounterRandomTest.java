package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CounterRandomTest {
    /** Random123's file of known answers, {@code philox4x32 10}: counter 0, key 0. */
    @Test
    void knownAnswers() {
        CounterRandom random = new CounterRandom(0, 0);
        int[] expected = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Integer.toHexString(expected[i]), Integer.toHexString(random.bits(i)));
        }
    }
}
