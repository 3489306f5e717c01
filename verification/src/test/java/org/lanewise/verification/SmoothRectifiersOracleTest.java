package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.SmoothRectifiers;
import org.lanewise.kernels.internal.portable.ScalarSmoothRectifiers;

/** Smooth rectifiers and their gradients against their formulas in double, within the bounds that their javadoc gives. */
class SmoothRectifiersOracleTest {
    private static final double U = ErrorBound.U;
    private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Property
    void elu(@ForAll("numbers") float[] at, @ForAll("alphas") float alpha) {
        float x = at[0];
        float y = run((in, out) -> SmoothRectifiers.elu(1, alpha, in, 0, out, 0), x);
        assertUlp(y, x > 0 ? x : alpha * Math.expm1(x), ScalarSmoothRectifiers.ELU_MAX_ULP, x);
        float g = at[1];
        float gradient =
                backward((in, grad, out) -> SmoothRectifiers.eluBackward(1, alpha, in, 0, grad, 0, out, 0), y, g);
        double units = x > 0 ? 0 : alpha * ScalarSmoothRectifiers.ELU_GRADIENT_MAX_UNITS;
        assertClose(gradient, g * (x > 0 ? 1.0 : alpha * Math.exp(x)), Math.abs(g) * units * U, x);
    }

    @Property
    void softplus(@ForAll("numbers") float[] at) {
        float x = at[0];
        float y = run((in, out) -> SmoothRectifiers.softplus(1, in, 0, out, 0), x);
        assertUlp(
                y,
                Math.max(x, 0.0) + Math.log1p(Math.exp(-Math.abs((double) x))),
                ScalarSmoothRectifiers.SOFTPLUS_MAX_ULP,
                x);
        float g = at[1];
        float gradient =
                backward((in, grad, out) -> SmoothRectifiers.softplusBackward(1, in, 0, grad, 0, out, 0), y, g);
        double units = ScalarSmoothRectifiers.SOFTPLUS_GRADIENT_MAX_UNITS;
        double local = 1 / (1 + Math.exp(-(double) x));
        assertClose(gradient, g * local, Math.abs(g) * (units * U * local + 4 * Float.MIN_VALUE), x);
    }

    @Property
    void silu(@ForAll("numbers") float[] at) {
        float x = at[0];
        float y = run((in, out) -> SmoothRectifiers.silu(1, in, 0, out, 0), x);
        double s = 1 / (1 + Math.exp(-(double) x));
        if (x >= -87) {
            assertUlp(y, x * s, ScalarSmoothRectifiers.SILU_MAX_ULP, x);
        } else {
            assertClose(y, x * s, 2 * 110 * Float.MIN_VALUE, x);
        }
        float g = at[1];
        float gradient = backward((in, grad, out) -> SmoothRectifiers.siluBackward(1, in, 0, grad, 0, out, 0), x, g);
        // 1 − s as σ(−x) does not cancel; the library's is off by some u.
        double rest = 1 / (1 + Math.exp((double) x));
        double bound = s * (3.2 * Math.abs(x) * (x > 104 ? 0 : 1) + 5 * (1 + Math.abs(x) * rest)) * U;
        assertClose(gradient, g * s * (1 + x * rest), Math.abs(g) * (bound + 2 * 110 * Float.MIN_VALUE), x);
    }

    @Property
    void gelu(@ForAll("numbers") float[] at) {
        float x = at[0];
        float y = run((in, out) -> SmoothRectifiers.gelu(1, in, 0, out, 0), x);
        double normal = 0.5 + 0.5 * ElementaryReference.erf(x / Math.sqrt(2));
        assertClose(y, x * normal, ScalarSmoothRectifiers.GELU_MAX_UNITS * U * Math.abs(x), x);
        float g = at[1];
        float gradient = backward((in, grad, out) -> SmoothRectifiers.geluBackward(1, in, 0, grad, 0, out, 0), x, g);
        double a = (double) x * x / 2;
        double density = Math.exp(-a) / ROOT_2_PI;
        // Where a is infinite in the limit, the density and its error vanish.
        double densityError = density == 0 ? 0 : Math.abs(x) * density * (a + 4) * U;
        double local = normal + x * density;
        assertClose(gradient, g * local, Math.abs(g) * (2.2 * U + densityError + 2 * U * Math.abs(local)), x);
    }

    @Test
    void specialValues() {
        float[] x = {-INFINITY, -Float.MAX_VALUE, -0f, 0f, Float.MIN_VALUE, -Float.MIN_VALUE, INFINITY, Float.NaN};
        assertForward(
                (in, out) -> SmoothRectifiers.elu(8, 0.5f, in, 0, out, 0),
                x,
                -0.5f,
                -0.5f,
                -0f,
                0f,
                Float.MIN_VALUE,
                -0f,
                INFINITY,
                Float.NaN);
        float ln2 = (float) Math.log(2);
        assertForward(
                (in, out) -> SmoothRectifiers.softplus(8, in, 0, out, 0),
                x,
                0f,
                0f,
                ln2,
                ln2,
                ln2,
                ln2,
                INFINITY,
                Float.NaN);
        assertForward(
                (in, out) -> SmoothRectifiers.silu(8, in, 0, out, 0),
                x,
                -0f,
                -0f,
                -0f,
                0f,
                0f,
                -0f,
                INFINITY,
                Float.NaN);
        assertForward(
                (in, out) -> SmoothRectifiers.gelu(8, in, 0, out, 0),
                x,
                -0f,
                -0f,
                -0f,
                0f,
                0f,
                -0f,
                INFINITY,
                Float.NaN);
    }

    @Test
    void derivativesAtSpecialInputs() {
        float[] x = {-INFINITY, -Float.MAX_VALUE, 0f, Float.MAX_VALUE, INFINITY, Float.NaN};
        assertForward(
                (in, out) -> SmoothRectifiers.siluBackward(6, in, 0, ones(6), 0, out, 0),
                x,
                -0f,
                -0f,
                0.5f,
                1f,
                1f,
                Float.NaN);
        assertForward(
                (in, out) -> SmoothRectifiers.geluBackward(6, in, 0, ones(6), 0, out, 0),
                x,
                0f,
                0f,
                0.5f,
                1f,
                1f,
                Float.NaN);
        float[] y = {-0.5f, -0f, 0f, 1f, INFINITY, Float.NaN};
        assertForward(
                (in, out) -> SmoothRectifiers.eluBackward(6, 0.5f, in, 0, ones(6), 0, out, 0),
                y,
                0f,
                0.5f,
                0.5f,
                1f,
                1f,
                Float.NaN);
        float[] positive = {0f, Float.MIN_VALUE, INFINITY, Float.NaN};
        assertForward(
                (in, out) -> SmoothRectifiers.softplusBackward(4, in, 0, ones(4), 0, out, 0),
                positive,
                0f,
                Float.MIN_VALUE,
                1f,
                Float.NaN);
    }

    /** An argument and an upstream gradient. */
    @Provide
    Arbitrary<float[]> numbers() {
        return Arbitraries.longs().between(0, 1_000_000_000).map(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Numbers kind = new Numbers[] {Numbers.UNIFORM, Numbers.WIDE, Numbers.ANY_FINITE, Numbers.INTEGERS}
                    [random.nextInt(4)];
            float tenth = random.nextBoolean() ? 0.1f : 1;
            return new float[] {tenth * kind.next(random), 2 * Numbers.UNIFORM.next(random)};
        });
    }

    @Provide
    Arbitrary<Float> alphas() {
        return Arbitraries.of(1f, 0f, 0.1f, 1.7f);
    }

    private interface Forward {
        void run(float[] x, float[] y);
    }

    private interface Backward {
        void run(float[] saved, float[] gradOutput, float[] gradInput);
    }

    private static float run(Forward function, float x) {
        float[] y = {Float.NaN};
        function.run(new float[] {x}, y);
        return y[0];
    }

    private static float backward(Backward function, float saved, float gradOutput) {
        float[] gradInput = {Float.NaN};
        function.run(new float[] {saved}, new float[] {gradOutput}, gradInput);
        return gradInput[0];
    }

    // assertEquals compares the bits, so −0 is not +0.
    private static void assertForward(Forward function, float[] x, float... expected) {
        float[] y = new float[x.length];
        function.run(x, y);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], y[i], "at " + x[i]);
        }
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static void assertUlp(float actual, double exact, double most, float x) {
        double error = Ulp.error(actual, exact);
        assertTrue(error <= most, () -> "at " + x + ": " + actual + ", exactly " + exact + ", " + error + " ulp");
    }

    private static void assertClose(float actual, double exact, double bound, float x) {
        assertTrue(
                Math.abs(actual - exact) <= bound * (1 + 1e-6) + 2 * Float.MIN_VALUE,
                () -> "at " + x + ": " + actual + ", exactly " + exact + ", bound " + bound);
    }
}
