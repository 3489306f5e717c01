package org.lanewise.kernels;

/**
 * What a dense layer does besides the product: {@code C := f(A·B + bias)}. The bias costs nothing, as it starts the
 * chains of the product; the activation is applied while a block of C is in cache.
 *
 * @param bias one number per column of C from {@code biasOffset}; the live array, read at each call; null: none
 * @param biasOffset index of the first
 * @param activation f; null: none
 */
public record Epilogue(float[] bias, int biasOffset, Elementwise activation) {
    /** The product alone. */
    public static final Epilogue NONE = new Epilogue(null, 0, null);

    /**
     * Checks the offset.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Epilogue {
        if (biasOffset < 0) {
            throw new IllegalArgumentException("biasOffset: " + biasOffset + " (expected: >= 0)");
        }
    }
}
