package org.lanewise.mlp;

import java.util.Objects;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalty;

/**
 * How to train.
 *
 * @param epochs how often all samples are seen, at least 1
 * @param batch samples of a step, at least 1; at least as many as the set has is full-batch training, without shuffling
 * @param loss what to make small
 * @param optimizer how a step changes the parameters
 * @param seed of the order of the samples, and of dropout
 * @param parallelism which threads may help; without influence on the result
 * @param penalty what each step adds to the gradients of the weights, to keep them small; biases are spared, and the
 *     losses that are reported do not hold it
 * @param clipping how large the gradients may become
 */
public record TrainingOptions(
        int epochs,
        int batch,
        Loss loss,
        Optimizer optimizer,
        long seed,
        Parallelism parallelism,
        Penalty penalty,
        Clipping clipping) {
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
        Objects.requireNonNull(penalty, "penalty");
        Objects.requireNonNull(clipping, "clipping");
    }

    /**
     * Options without penalty and clipping.
     *
     * @param epochs how often all samples are seen, at least 1
     * @param batch samples of a step, at least 1
     * @param loss what to make small
     * @param optimizer how a step changes the parameters
     * @param seed of the order of the samples, and of dropout
     * @param parallelism which threads may help
     * @throws IllegalArgumentException if a number is below 1
     */
    public TrainingOptions(int epochs, int batch, Loss loss, Optimizer optimizer, long seed, Parallelism parallelism) {
        this(epochs, batch, loss, optimizer, seed, parallelism, Penalty.NONE, Clipping.NONE);
    }

    /**
     * The same with a penalty.
     *
     * @param penalty the penalty
     * @return the options
     */
    public TrainingOptions with(Penalty penalty) {
        return new TrainingOptions(epochs, batch, loss, optimizer, seed, parallelism, penalty, clipping);
    }

    /**
     * The same with clipping.
     *
     * @param clipping the clipping
     * @return the options
     */
    public TrainingOptions with(Clipping clipping) {
        return new TrainingOptions(epochs, batch, loss, optimizer, seed, parallelism, penalty, clipping);
    }
}
