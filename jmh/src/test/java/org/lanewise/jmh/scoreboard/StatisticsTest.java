package org.lanewise.jmh.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianOfAnOddNumberIsTheMiddle() {
        assertEquals(3, Statistics.median(100, 1, 3));
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertEquals(2.5, Statistics.median(4, 1, 3, 2));
    }

    @Test
    void geometricMeanOfRatiosAndTheirInversesIsOne() {
        assertEquals(1, Statistics.geometricMean(2, 0.5, 8, 0.125), 1e-15);
        assertEquals(6, Statistics.geometricMean(4, 9), 1e-14);
    }

    @Test
    void nothingHasNoAverage() {
        assertThrows(IllegalArgumentException.class, Statistics::median);
        assertThrows(IllegalArgumentException.class, Statistics::geometricMean);
    }
}
