package org.lanewise.mlp;

/** A rule that changes parameters by their gradients: an immutable description; what a run remembers is its state. */
public sealed interface Optimizer permits GradientDescent, Adam {
    /**
     * The state of a new run, before its first step.
     *
     * @param parameterCount how many parameters the run has, at least 0
     * @return the state
     * @throws IllegalArgumentException if {@code parameterCount < 0}
     */
    OptimizerState newState(int parameterCount);
}
