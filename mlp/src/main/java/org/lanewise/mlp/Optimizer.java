package org.lanewise.mlp;

import java.util.List;
import org.lanewise.kernels.Penalty;

/** A rule that changes parameters by their gradients: an immutable description; what a run remembers is its state. */
public sealed interface Optimizer permits GradientDescent, Momentum, Nesterov, RmsProp, Adam, AdamW {
    /**
     * The names of the arrays that the rule keeps, each with one number per parameter, all 0 at first: as PyTorch's
     * optimizers name theirs.
     *
     * @return the names, in the order that {@link #update} takes the arrays in
     */
    List<String> stateNames();

    /**
     * One step on a span of parameters. Allocates nothing.
     *
     * @param offset where the span begins in each of the arrays, at least 0
     * @param length parameters of the span, at least 0
     * @param step the number of the step, from 1
     * @param penalty what adds its gradient
     * @param gradients the loss's gradient, read
     * @param state what the rule keeps, one array for each of {@link #stateNames}, updated in place
     * @param parameters the parameters, updated in place
     * @throws IllegalArgumentException if a number is out of range or two arrays are the same
     * @throws IndexOutOfBoundsException if the span does not lie in an array, or an array of the state is missing
     */
    void update(
            int offset, int length, long step, Penalty penalty, float[] gradients, float[][] state, float[] parameters);

    /**
     * The rule for biases, which weight decay spares.
     *
     * @return the rule without weight decay; this one, if it has none
     */
    default Optimizer forBiases() {
        return this;
    }

    /**
     * The state of a new run, before its first step, in which all parameters are treated alike, without a penalty.
     *
     * @param parameterCount how many parameters the run has, at least 0
     * @return the state
     * @throws IllegalArgumentException if {@code parameterCount < 0}
     */
    default OptimizerState newState(int parameterCount) {
        return OptimizerState.of(this, parameterCount);
    }

    /**
     * The state of a new run on a model, before its first step. The penalty, and an optimizer's own weight decay, act on
     * weights and spare biases, as is usual (Goodfellow, Bengio, Courville: Deep Learning, section 7.1).
     *
     * @param model the model
     * @param penalty what adds its gradient
     * @return the state
     */
    default OptimizerState newState(Mlp model, Penalty penalty) {
        return OptimizerState.of(this, model, penalty);
    }
}
