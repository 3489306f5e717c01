package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.elementary.FloatErf;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatExpm1;
import org.lanewise.kernels.internal.elementary.FloatLog1p;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;

/**
 * The formula of each smooth rectifier and its gradient for one element: the specification, and what the SIMD kernels
 * use for the elements that do not fill a vector.
 */
public final class ScalarSmoothRectifiers {
    /** Of ELU: expm1's, which may double where the product is just above a power of two, and a rounding. */
    public static final double ELU_MAX_ULP = 2 * FloatExpm1.MAX_ULP + 0.5;

    /** Of ELU's gradient, in alpha · 2⁻²⁴ · |gradOutput|: the output's error, and the roundings of the sum and the product. */
    public static final double ELU_GRADIENT_MAX_UNITS = 2 * ELU_MAX_ULP + 3;

    /** Of softplus: those of exp, which log1p does not enlarge, and log1p, and a rounding. */
    public static final double SOFTPLUS_MAX_ULP = 2 * FloatExp.MAX_ULP + FloatLog1p.MAX_ULP + 0.5;

    /** Of softplus's gradient, in 2⁻²⁴ of it: the output's error, that of expm1, and the rounding of the product. */
    public static final double SOFTPLUS_GRADIENT_MAX_UNITS = 2 * (SOFTPLUS_MAX_ULP + FloatExpm1.MAX_ULP) + 1;

    /** Of SiLU where it is normal: sigmoid's, which may double, and a rounding. */
    public static final double SILU_MAX_ULP = 2 * FloatSigmoid.MAX_ULP + 0.5;

    /**
     * Of GELU, in units of 2⁻²⁴·|x|: half of what erf's argument (2 roundings, at most 0.97 units of erf), erf
     * (2 · MAX_ULP) and one rounding contribute to the normal distribution, and the rounding of the product.
     */
    public static final double GELU_MAX_UNITS = 3.2;

    /** √½. */
    public static final float ROOT_HALF = 0x1.6a09e6p-1f;

    /** 1 / √(2π). */
    public static final float INVERSE_ROOT_2_PI = 0x1.988454p-2f;

    private ScalarSmoothRectifiers() {}

    /** y. */
    public static float elu(float alpha, float x) {
        return x > 0 ? x : alpha * FloatExpm1.expm1(x);
    }

    /** ∂L/∂x. */
    public static float eluBackward(float alpha, float y, float gradOutput) {
        return y > 0 ? gradOutput : gradOutput * (y + alpha);
    }

    /** y. */
    public static float softplus(float x) {
        float rest = FloatLog1p.log1p(FloatExp.exp(-Math.abs(x)));
        return x > 0 ? x + rest : rest;
    }

    /** ∂L/∂x. */
    public static float softplusBackward(float y, float gradOutput) {
        return gradOutput * -FloatExpm1.expm1(-y);
    }

    /** y. */
    public static float silu(float x) {
        return aboveMinusInfinity(x) * FloatSigmoid.sigmoid(x);
    }

    /** ∂L/∂x. */
    public static float siluBackward(float x, float gradOutput) {
        float sigmoid = FloatSigmoid.sigmoid(x);
        return gradOutput * (sigmoid * Math.fma(finite(x), 1 - sigmoid, 1));
    }

    /** y. */
    public static float gelu(float x) {
        return aboveMinusInfinity(x) * normal(x);
    }

    /** ∂L/∂x. */
    public static float geluBackward(float x, float gradOutput) {
        float c = finite(x);
        float density = FloatExp.exp(c * c * -0.5f) * INVERSE_ROOT_2_PI;
        return gradOutput * Math.fma(c, density, normal(x));
    }

    // An infinite factor times 0 would be NaN.
    private static float aboveMinusInfinity(float x) {
        return x < -Float.MAX_VALUE ? -Float.MAX_VALUE : x;
    }

    private static float finite(float x) {
        return x > Float.MAX_VALUE ? Float.MAX_VALUE : aboveMinusInfinity(x);
    }

    /** The distribution function of the standard normal distribution. */
    private static float normal(float x) {
        return Math.fma(FloatErf.erf(x * ROOT_HALF), 0.5f, 0.5f);
    }
}
