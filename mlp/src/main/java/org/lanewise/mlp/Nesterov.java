package org.lanewise.mlp;

import java.util.List;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/**
 * Gradient descent with Nesterov's momentum: {@code v := momentum · v + g}, {@code w := w − rate · (g + momentum · v)}
 * (Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep learning, ICML 2013).
 *
 * @param rate the learning rate, &gt; 0, finite
 * @param momentum the share of the velocity that is kept at each step, in [0, 1)
 */
public record Nesterov(float rate, float momentum) implements Optimizer {
    private static final List<String> STATE = List.of("momentum_buffer");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Nesterov {
        Ranges.positive("rate", rate);
        Ranges.decay("momentum", momentum);
    }

    /**
     * With the usual momentum of 0.9.
     *
     * @param rate the learning rate, &gt; 0, finite
     * @throws IllegalArgumentException if the rate is not positive or not finite
     */
    public Nesterov(float rate) {
        this(rate, 0.9f);
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
        Updates.nesterov(length, rate, momentum, penalty, gradients, offset, state[0], offset, parameters, offset);
    }
}
