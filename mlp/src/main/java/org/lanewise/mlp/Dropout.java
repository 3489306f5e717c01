package org.lanewise.mlp;

/**
 * Inverted dropout: in training each number is kept with some probability and scaled by its inverse, else it becomes 0;
 * in inference nothing happens. The masks depend on the run's seed, the step, the layer and the place in the batch only.
 *
 * @param keep the probability of a number to be kept, in (0, 1]; 1 does nothing
 * @see org.lanewise.kernels.Dropouts
 */
public record Dropout(float keep) implements Layer {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public Dropout {
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep: " + keep + " (expected: 0 < keep <= 1)");
        }
    }

    @Override
    public String describe() {
        return "dropout " + keep;
    }

    @Override
    public long parameterCount() {
        return 0;
    }
}
