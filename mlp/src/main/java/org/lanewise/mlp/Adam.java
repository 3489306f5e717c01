package org.lanewise.mlp;

import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * Adam: steps along the running mean of the gradients, over the root of the running mean of their squares (Kingma, Ba:
 * Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1).
 *
 * @param rate the learning rate, &gt; 0, finite
 * @param beta1 decay of the mean of the gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the root, &gt; 0, finite
 */
public record Adam(float rate, float beta1, float beta2, float epsilon) implements Optimizer {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Adam {
        Ranges.positive("rate", rate);
        Ranges.decay("beta1", beta1);
        Ranges.decay("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
    }

    /**
     * Adam with the paper's beta1 = 0.9, beta2 = 0.999 and epsilon = 10⁻⁸.
     *
     * @param rate the learning rate, &gt; 0, finite
     * @throws IllegalArgumentException if the rate is not positive or not finite
     */
    public Adam(float rate) {
        this(rate, 0.9f, 0.999f, 1e-8f);
    }

    @Override
    public OptimizerState newState(int parameterCount) {
        Ranges.parameterCount(parameterCount);
        return new Moments(this, new float[parameterCount], new float[parameterCount]);
    }

    private static final class Moments implements OptimizerState {
        private final Adam rule;
        private final float[] first;
        private final float[] second;
        private long steps;

        Moments(Adam rule, float[] first, float[] second) {
            this.rule = rule;
            this.first = first;
            this.second = second;
        }

        @Override
        public void step(float[] gradients, float[] parameters) {
            Ranges.stepArrays(first.length, gradients, parameters);
            steps++;
            Updates.adam(
                    first.length,
                    steps,
                    rule.rate,
                    rule.beta1,
                    rule.beta2,
                    rule.epsilon,
                    Penalty.NONE,
                    gradients,
                    0,
                    first,
                    0,
                    second,
                    0,
                    parameters,
                    0);
        }
    }
}
