package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.elementary.FloatTanh;
import org.lanewise.kernels.internal.portable.ScalarLosses;
import org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers;

class ErrorBoundTest {
    @Test
    void gamma() {
        assertEquals(0, ErrorBound.gamma(0));
        assertEquals(0x1p-24 / (1 - 0x1p-24), ErrorBound.gamma(1));
        assertEquals(1, ErrorBound.gamma(1 << 23));
        assertThrows(IllegalArgumentException.class, () -> ErrorBound.gamma(-1));
        IllegalArgumentException tooMany =
                assertThrows(IllegalArgumentException.class, () -> ErrorBound.gamma(1 << 24));
        assertEquals("n: 16777216 (expected: 0 <= n < 16777216)", tooMany.getMessage());
    }

    @Test
    void product() {
        assertEquals(ErrorBound.gamma(7) * 5, ErrorBound.product(7, -1, 5, 0, Double.NaN));
        assertEquals(ErrorBound.gamma(7) * (5 + 3), ErrorBound.product(7, 1, 5, -1, 3));
        assertEquals(ErrorBound.gamma(8) * (0.5 * 5 + 2 * 3), ErrorBound.product(7, 0.5, 5, -2, 3));
    }

    @Test
    void sum() {
        assertEquals(0, ErrorBound.sum(0, 0));
        assertEquals(0, ErrorBound.sum(1, 3));
        assertEquals(ErrorBound.gamma(4) * 3, ErrorBound.sum(5, 3));
    }

    @Test
    void refusesWhatIsNoUnitOrLength() {
        for (double unit : new double[] {Double.NaN, -1, 0, 1, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    "unitRoundoff: " + unit + " (expected: 0 < unitRoundoff < 1)", () -> ErrorBound.gamma(5, unit));
        }
        assertRefused("k: -3 (expected: >= 0)", () -> ErrorBound.product(-3, 1, 1, 0, 0));
        assertRefused("k: -1 (expected: >= 0)", () -> ErrorBound.product(-1, 0.5, 1, 0, 0));
        assertRefused("n: -3 (expected: >= 0)", () -> ErrorBound.sum(-3, 1));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** {@link MlpErrorBound} relies on it without being able to see the kernels' constants. */
    @Test
    void elementaryFunctionsAreAsAccurateAsAssumed() {
        assertTrue(FloatExp.MAX_ULP <= ActivationError.ULPS);
        assertTrue(FloatSigmoid.MAX_ULP <= ActivationError.ULPS);
        assertTrue(FloatTanh.MAX_ULP <= ActivationError.ULPS);
        assertTrue(ScalarSmoothRectifiers.ELU_MAX_ULP <= ActivationError.ULPS);
        assertTrue(ScalarSmoothRectifiers.SOFTPLUS_MAX_ULP <= ActivationError.ULPS);
        assertTrue(ScalarSmoothRectifiers.SILU_MAX_ULP <= ActivationError.ULPS);
        assertTrue(ScalarSmoothRectifiers.GELU_MAX_UNITS <= 2 * ActivationError.ULPS);
        assertTrue(ScalarLosses.BINARY_MAX_ULP <= ActivationError.BINARY_ULPS);
    }
}
