package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UlpTest {
    @Test
    void countsUnitsInTheLastPlace() {
        assertEquals(0, Ulp.error(1, 1));
        assertEquals(1, Ulp.error(Math.nextUp(1f), 1));
        assertEquals(0.5, Ulp.error(1, 1 + 0x1p-24));
        assertEquals(3, Ulp.error(3 * Float.MIN_VALUE, 0));
        assertEquals(0.5, Ulp.error(-1, -1 - 0x1p-24));
    }

    @Test
    void notANumberAndInfinity() {
        assertEquals(0, Ulp.error(Float.NaN, Double.NaN));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(Float.NaN, 1));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(1, Double.NaN));
        assertEquals(0, Ulp.error(Float.POSITIVE_INFINITY, 1e300));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(Float.MAX_VALUE, 1e300));
        assertEquals(Double.POSITIVE_INFINITY, Ulp.error(Float.NEGATIVE_INFINITY, 1e300));
    }
}
