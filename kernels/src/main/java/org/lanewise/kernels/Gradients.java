package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * The size of gradients, and how to bound it (Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural
 * networks, ICML 2013, section 3.2; Goodfellow, Bengio, Courville: Deep Learning, section 10.11.1).
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Gradients {
    private Gradients() {}

    /**
     * The Euclidean norm {@code √Σg²}, in double: squares of floats are exact in double and never overflow, their sum is
     * a lane sum as {@link Losses} describes it.
     *
     * @param length gradients, ≥ 0
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @return the norm; finite exactly if all gradients are
     * @throws IllegalArgumentException if length is negative or the array null
     * @throws IndexOutOfBoundsException if the span does not lie in its array
     */
    public static double norm(int length, float[] gradients, int gradientsOffset) {
        Check.size("length", length);
        Check.vector("gradients", gradients, gradientsOffset, length);
        return StrictMath.sqrt(KernelSets.ACTIVE.gradients().sumOfSquares(length, gradients, gradientsOffset));
    }

    /**
     * Clipping by the global norm: where {@code norm(g) > maxNorm}, {@code g := (maxNorm / norm) · g}, the factor
     * rounded to float, each product rounded. The norm is then at most {@code maxNorm · (1 + 2⁻²²)}, up to
     * underflow of the factor or the products. A norm that is NaN
     * or infinite has no direction to keep: nothing is written then, and the caller sees it in what is returned.
     *
     * @param length gradients, ≥ 0
     * @param maxNorm the bound, &gt; 0, finite
     * @param gradients g, {@code [length]}, updated in place
     * @param gradientsOffset index of the first gradient
     * @return the norm as it was before, as {@link #norm} gives it
     * @throws IllegalArgumentException if a number is out of its range or the array null
     * @throws IndexOutOfBoundsException if the span does not lie in its array
     */
    public static double clipByNorm(int length, float maxNorm, float[] gradients, int gradientsOffset) {
        Check.size("length", length);
        Check.positiveFinite("maxNorm", maxNorm);
        double norm = norm(length, gradients, gradientsOffset);
        if (norm > maxNorm && norm <= Double.MAX_VALUE) {
            KernelSets.ACTIVE.gradients().scale(length, (float) (maxNorm / norm), gradients, gradientsOffset);
        }
        return norm;
    }

    /**
     * {@code g := factor · g}, each product rounded. With it, gradients in several arrays are clipped by the norm of all: their
     * norms {@code n₁, n₂, …} make {@code √(n₁² + n₂² + …)}.
     *
     * @param length gradients, ≥ 0
     * @param factor what each is multiplied by, finite
     * @param gradients g, {@code [length]}, updated in place
     * @param gradientsOffset index of the first gradient
     * @throws IllegalArgumentException if a number is out of its range or the array null
     * @throws IndexOutOfBoundsException if the span does not lie in its array
     */
    public static void scale(int length, float factor, float[] gradients, int gradientsOffset) {
        Check.size("length", length);
        Check.finite("factor", factor);
        Check.vector("gradients", gradients, gradientsOffset, length);
        KernelSets.ACTIVE.gradients().scale(length, factor, gradients, gradientsOffset);
    }

    /**
     * Clipping by value: {@code g := max(−limit, min(g, limit))}. Exact; NaN stays NaN, and an infinite gradient becomes
     * ±limit.
     *
     * @param length gradients, ≥ 0
     * @param limit the bound, &gt; 0, finite
     * @param gradients g, {@code [length]}, updated in place
     * @param gradientsOffset index of the first gradient
     * @throws IllegalArgumentException if a number is out of its range or the array null
     * @throws IndexOutOfBoundsException if the span does not lie in its array
     */
    public static void clipByValue(int length, float limit, float[] gradients, int gradientsOffset) {
        Check.size("length", length);
        Check.positiveFinite("limit", limit);
        Check.vector("gradients", gradients, gradientsOffset, length);
        KernelSets.ACTIVE.gradients().clamp(length, limit, gradients, gradientsOffset);
    }
}
