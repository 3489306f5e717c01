package org.lanewise.mlp;

import java.util.List;
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
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

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
        Updates.adam(
                length,
                step,
                rate,
                beta1,
                beta2,
                epsilon,
                penalty,
                gradients,
                offset,
                state[0],
                offset,
                state[1],
                offset,
                parameters,
                offset);
    }
}
