package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Norms, clipping and penalties; that the kernel sets agree is tested in the module verification. */
class GradientsTest {
    @Test
    void theNormOfLargeNumbersDoesNotOverflow() {
        float[] g = {3e38f, -4e-38f, 0};
        assertEquals(3e38f, Gradients.norm(3, g, 0));
        assertEquals(5, Gradients.norm(2, new float[] {9, 3, -4}, 1));
        assertEquals(0, Gradients.norm(0, g, 3));
    }

    @Property
    void aClippedNormIsTheBoundAndTheDirectionStays(
            @ForAll @Size(min = 1, max = 70) float[] g, @ForAll @FloatRange(min = 0.01f, max = 1e6f) float maxNorm) {
        double norm = 0;
        for (float x : g) {
            norm += (double) x * x;
        }
        norm = Math.sqrt(norm);
        float[] clipped = g.clone();
        double returned = Gradients.clipByNorm(g.length, maxNorm, clipped, 0);
        // 70 additions of squares in double.
        assertEquals(norm, returned, 70 * 0x1p-53 * norm);
        if (returned <= maxNorm) {
            assertArrayEquals(g, clipped);
            return;
        }
        // A factor or product that underflows is off by up to 2⁻¹⁵⁰.
        double underflows = 0x1p-150 * (norm + Math.sqrt(g.length));
        assertTrue(Gradients.norm(g.length, clipped, 0) <= maxNorm * (1 + 0x1p-22) + underflows);
        for (int i = 0; i < g.length; i++) {
            double exact = g[i] * (maxNorm / norm);
            // Two roundings, and underflow of the factor (2⁻¹⁴⁹ of what it multiplies) and of the product.
            double underflow = Float.MIN_VALUE * (1 + Math.abs((double) g[i]));
            assertEquals(exact, clipped[i], 2.01 * 0x1p-24 * Math.abs(exact) + underflow);
        }
    }

    @Property
    void scalesWhatLiesInTheSpan(
            @ForAll @Size(min = 1, max = 40) float[] g, @ForAll @FloatRange(min = -2, max = 2) float factor) {
        float[] shifted = new float[g.length + 3];
        System.arraycopy(g, 0, shifted, 2, g.length);
        shifted[1] = 7;
        shifted[g.length + 2] = 9;
        Gradients.scale(g.length, factor, shifted, 2);
        assertEquals(7, shifted[1]);
        assertEquals(9, shifted[g.length + 2]);
        for (int i = 0; i < g.length; i++) {
            assertEquals(factor * g[i], shifted[i + 2]);
        }
    }

    @Test
    void aNormThatIsNotFiniteClipsNothing() {
        for (float spoilt : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] g = {1, spoilt, -3};
            double norm = Gradients.clipByNorm(3, 0.5f, g, 0);
            assertTrue(!Double.isFinite(norm));
            assertArrayEquals(new float[] {1, spoilt, -3}, g);
        }
    }

    @Test
    void clippingByValueIsExact() {
        float[] g = {9, 0.5f, -0.5f, 2, -2, 1, -1, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 9};
        Gradients.clipByValue(10, 1, g, 1);
        assertArrayEquals(new float[] {9, 0.5f, -0.5f, 1, -1, 1, -1, -0f, Float.NaN, 1, -1, 9}, g);
    }

    @Test
    void penaltiesByHand() {
        float[] w = {9, 1, -2, 0, -0f, 4};
        assertEquals(0.5 * 7 + 0.25 / 2 * 21, Penalties.value(5, new Penalty(0.5f, 0.25f), w, 1));
        assertEquals(0, Penalties.value(5, Penalty.NONE, w, 1));
        assertEquals(Double.NaN, Penalties.value(1, new Penalty(1, 0), new float[] {Float.NaN}, 0));
        float[] g = {8, 8, 8, 8, 8};
        Penalties.addGradient(5, new Penalty(0.5f, 0.25f), w, 1, g, 0);
        assertArrayEquals(new float[] {8.75f, 7, 8, 8, 9.5f}, g);
    }
}
