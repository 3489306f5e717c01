package org.lanewise.mlp;

import java.util.List;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * RMSProp: steps along the gradient over the root of the running mean of its squares (Tieleman, Hinton: Lecture 6.5,
 * Coursera: Neural Networks for Machine Learning, 2012).
 *
 * @param rate the learning rate, &gt; 0, finite
 * @param decay of the mean of the squares, in [0, 1)
 * @param epsilon added to the root, &gt; 0, finite
 */
public record RmsProp(float rate, float decay, float epsilon) implements Optimizer {
    private static final List<String> STATE = List.of("square_avg");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public RmsProp {
        Ranges.positive("rate", rate);
        Ranges.decay("decay", decay);
        Ranges.positive("epsilon", epsilon);
    }

    /**
     * With PyTorch's decay = 0.99 and epsilon = 10⁻⁸.
     *
     * @param rate the learning rate, &gt; 0, finite
     * @throws IllegalArgumentException if the rate is not positive or not finite
     */
    public RmsProp(float rate) {
        this(rate, 0.99f, 1e-8f);
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
        Updates.rmsProp(length, rate, decay, epsilon, penalty, gradients, offset, state[0], offset, parameters, offset);
    }
}
