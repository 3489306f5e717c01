package org.lanewise.mlp;

import java.util.List;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * Gradient descent, {@code w := w − rate · g}: with the gradients of mini-batches the stochastic one (Robbins, Monro:
 * A Stochastic Approximation Method, 1951).
 *
 * @param rate the learning rate, &gt; 0, finite
 */
public record GradientDescent(float rate) implements Optimizer {
    private static final List<String> STATE = List.of();

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public GradientDescent {
        Ranges.positive("rate", rate);
    }

    @Override
    public List<String> stateNames() {
        return STATE;
    }

    @Override
    public void update(
            int offset,
            int length,
            long step,
            Penalty penalty,
            float[] gradients,
            float[][] state,
            float[] parameters) {
        Updates.gradientDescent(length, rate, penalty, gradients, offset, parameters, offset);
    }
}
