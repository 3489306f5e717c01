package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Gradients;

/**
 * How large gradients may become before a step: first each by its value, then all together by their norm. Clipping comes
 * before a penalty's gradient is added, so it bounds the gradient of the loss alone.
 *
 * @param maxValue the bound of each gradient's magnitude, &gt; 0; infinite: none
 * @param maxNorm the bound of the Euclidean norm over all parameters of the model, &gt; 0; infinite: none
 * @see Gradients
 */
public record Clipping(float maxValue, float maxNorm) {
    /** No bounds. */
    public static final Clipping NONE = new Clipping(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Clipping {
        positive("maxValue", maxValue);
        positive("maxNorm", maxNorm);
    }

    /**
     * A bound of each gradient.
     *
     * @param maxValue the bound, &gt; 0
     * @return the clipping
     * @throws IllegalArgumentException if the bound is not positive
     */
    public static Clipping byValue(float maxValue) {
        return new Clipping(maxValue, Float.POSITIVE_INFINITY);
    }

    /**
     * A bound of the norm.
     *
     * @param maxNorm the bound, &gt; 0
     * @return the clipping
     * @throws IllegalArgumentException if the bound is not positive
     */
    public static Clipping byNorm(float maxNorm) {
        return new Clipping(Float.POSITIVE_INFINITY, maxNorm);
    }

    /**
     * Clips the gradients of a model. Allocates nothing.
     *
     * @param gradients as {@link Workspace#gradients} gives them, updated in place
     */
    public void apply(float[] gradients) {
        Objects.requireNonNull(gradients, "gradients");
        if (maxValue <= Float.MAX_VALUE) {
            Gradients.clipByValue(gradients.length, maxValue, gradients, 0);
        }
        if (maxNorm <= Float.MAX_VALUE) {
            Gradients.clipByNorm(gradients.length, maxNorm, gradients, 0);
        }
    }

    private static void positive(String name, float value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
