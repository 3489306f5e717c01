package org.lanewise.mlp;

import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * Gradient descent, {@code w := w − rate · g}: with the gradients of mini-batches the stochastic one (Robbins, Monro:
 * A Stochastic Approximation Method, 1951).
 *
 * @param rate the learning rate, &gt; 0, finite
 */
public record GradientDescent(float rate) implements Optimizer {
    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if the rate is not positive or not finite
     */
    public GradientDescent {
        Ranges.positive("rate", rate);
    }

    @Override
    public OptimizerState newState(int parameterCount) {
        Ranges.parameterCount(parameterCount);
        return (gradients, parameters) -> {
            Ranges.stepArrays(parameterCount, gradients, parameters);
            Updates.gradientDescent(parameterCount, rate, Penalty.NONE, gradients, 0, parameters, 0);
        };
    }
}
