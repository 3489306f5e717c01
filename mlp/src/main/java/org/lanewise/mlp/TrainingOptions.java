package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Parallelism;

/**
 * How to train.
 *
 * @param epochs how often all samples are seen, at least 1
 * @param batch samples of a step, at least 1; at least as many as the set has is full-batch training, without shuffling
 * @param loss what to make small
 * @param optimizer how a step changes the parameters
 * @param seed of the order of the samples
 * @param parallelism which threads may help; without influence on the result
 */
public record TrainingOptions(
        int epochs, int batch, Loss loss, Optimizer optimizer, long seed, Parallelism parallelism) {
    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public TrainingOptions {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs: " + epochs + " (expected: >= 1)");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch: " + batch + " (expected: >= 1)");
        }
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(parallelism, "parallelism");
    }
}
