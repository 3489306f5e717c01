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

    /** Below a power of two the floats lie half as far apart as above it. */
    @Test
    void theUnitIsTheExactValues() {
        // Nearest to the float 1, but below it.
        double below = 1 - 0x1p-26;
        assertEquals(0.25, Ulp.error(1, below));
        assertEquals(0.75, Ulp.error(Math.nextDown(1f), below));
        assertEquals(1.5, Ulp.error(1, 1 - 1.5 * 0x1p-24));
        assertEquals(0.25, Ulp.error(-1, -below));
        assertEquals(0.125, Ulp.error(1, 1 + 0x1p-26));
        assertEquals(0.25, Ulp.error(Float.MAX_VALUE, Float.MAX_VALUE + 0x1p102));
        assertEquals(0.5, Ulp.error(Float.MIN_VALUE, Float.MIN_VALUE * 1.5));
        assertEquals(0.25, Ulp.error(Float.MIN_NORMAL, Float.MIN_NORMAL - 0x1p-151));
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
