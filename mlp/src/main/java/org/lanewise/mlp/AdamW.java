package org.lanewise.mlp;

import java.util.List;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * Adam with weight decay that passes by its moments: each step takes {@code rate · decay} of a weight away, besides
 * Adam's step (Loshchilov, Hutter: Decoupled Weight Decay Regularization, ICLR 2019, algorithm 2). In training, biases do
 * not decay.
 *
 * @param rate the learning rate, &gt; 0, finite
 * @param beta1 decay of the mean of the gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the root, &gt; 0, finite
 * @param decay the weight decay, &gt;= 0, finite
 */
public record AdamW(float rate, float beta1, float beta2, float epsilon, float decay) implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public AdamW {
        Ranges.positive("rate", rate);
        Ranges.decay("beta1", beta1);
        Ranges.decay("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
        if (!(decay >= 0 && decay <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("decay: " + decay + " (expected: >= 0 and finite)");
        }
    }

    /**
     * With Adam's beta1 = 0.9, beta2 = 0.999 and epsilon = 10⁻⁸, and PyTorch's decay = 0.01.
     *
     * @param rate the learning rate, &gt; 0, finite
     * @throws IllegalArgumentException if the rate is not positive or not finite
     */
    public AdamW(float rate) {
        this(rate, 0.9f, 0.999f, 1e-8f, 0.01f);
    }

    @Override
    public Optimizer forBiases() {
        return decay == 0 ? this : new AdamW(rate, beta1, beta2, epsilon, 0);
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
        Updates.adamW(
                length,
                step,
                rate,
                beta1,
                beta2,
                epsilon,
                decay,
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
