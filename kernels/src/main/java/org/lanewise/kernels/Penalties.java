package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.GradientKernels;
import org.lanewise.kernels.internal.KernelSets;

/**
 * The value and the gradient of a {@link Penalty}. The kernels of {@link Updates} fold the gradient in; these are for
 * those who want it apart.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Penalties {
    private Penalties() {}

    /**
     * {@code l1 · Σ|w| + l2/2 · Σw²}, in double: magnitudes and squares of floats are exact in double, each sum is a
     * lane sum as {@link Losses} describes it, and a factor of 0 leaves its sum out. Off from the exact value by less
     * than {@code (length/16 + 7) · 2⁻⁵³} of itself.
     *
     * @param length weights, ≥ 0
     * @param penalty the factors
     * @param weights w, {@code [length]}, read
     * @param weightsOffset index of the first weight
     * @return the value; NaN or infinite if a weight is
     * @throws IllegalArgumentException if length is negative or an argument null
     * @throws IndexOutOfBoundsException if the span does not lie in its array
     */
    public static double value(int length, Penalty penalty, float[] weights, int weightsOffset) {
        Check.size("length", length);
        Check.present("penalty", penalty);
        Check.vector("weights", weights, weightsOffset, length);
        GradientKernels kernels = KernelSets.ACTIVE.gradients();
        double value = 0;
        if (penalty.l1() != 0) {
            value += penalty.l1() * kernels.sumOfMagnitudes(length, weights, weightsOffset);
        }
        if (penalty.l2() != 0) {
            value += 0.5 * penalty.l2() * kernels.sumOfSquares(length, weights, weightsOffset);
        }
        return value;
    }

    /**
     * Adds the gradient: {@code g := fma(l2, w, g + l1 · sign(w))}, the sum rounded to float, sign(±0) = 0. A NaN among
     * the weights makes its gradient NaN, and so does an infinite weight where l2 = 0.
     *
     * @param length weights, ≥ 0
     * @param penalty the factors
     * @param weights w, {@code [length]}, read
     * @param weightsOffset index of the first weight
     * @param gradients g, {@code [length]}, accumulated into; may be the same elements as the weights
     * @param gradientsOffset index of the first gradient
     * @throws IllegalArgumentException if length is negative, an argument null, or the spans overlap shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void addGradient(
            int length, Penalty penalty, float[] weights, int weightsOffset, float[] gradients, int gradientsOffset) {
        Check.size("length", length);
        Check.present("penalty", penalty);
        Check.vector("weights", weights, weightsOffset, length);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.apartOrSame("gradients", gradients, gradientsOffset, "weights", weights, weightsOffset, length);
        KernelSets.ACTIVE
                .gradients()
                .penalize(
                        length,
                        penalty.l1(),
                        penalty.l2(),
                        weights,
                        weightsOffset,
                        gradients,
                        gradientsOffset,
                        gradients,
                        gradientsOffset);
    }
}
