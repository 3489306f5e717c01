package org.lanewise.kernels;

/**
 * A function applied to each element: what the methods of {@link Activations} look like, such as
 * {@code Activations::relu}. Implementations must compute each output from the input at the same place alone, work in
 * place, and be safe for several threads at once. Where one throws in the middle of a product, what stands in its outputs is
 * undefined.
 */
@FunctionalInterface
public interface Elementwise {
    /**
     * Computes y from x.
     *
     * @param length elements
     * @param x inputs, read
     * @param xOffset index of the first input
     * @param y outputs, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     */
    void apply(int length, float[] x, int xOffset, float[] y, int yOffset);
}
