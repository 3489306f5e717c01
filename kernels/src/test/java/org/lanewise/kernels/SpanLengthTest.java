package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lanewise.kernels.internal.Check;

class SpanLengthTest {
    /** Loops add their step to an index: near 2³¹ it would overflow, and the loop not end. Arrays of 8 GB, so none is made. */
    @Test
    void spansNearTheLargestIntAreRefused() {
        int most = Integer.MAX_VALUE - 4095;
        assertDoesNotThrow(() -> Check.span("x", Integer.MAX_VALUE, 3, most));
        assertEquals(
                "x: 2147479553 elements (expected: <= 2147479552)",
                assertThrows(IllegalArgumentException.class, () -> Check.span("x", Integer.MAX_VALUE, 3, most + 1))
                        .getMessage());
    }
}
