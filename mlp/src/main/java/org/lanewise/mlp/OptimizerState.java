package org.lanewise.mlp;

/** What an optimizer remembers between the steps of one run. Not safe for use by several threads at once. */
public interface OptimizerState {
    /**
     * One step. Allocates nothing; arguments are checked before anything is written.
     *
     * @param gradients the loss's gradient with respect to each parameter, read
     * @param parameters the parameters, updated in place
     * @throws IllegalArgumentException if an array does not have the length that the state was made for, or both are
     *     the same array
     */
    void step(float[] gradients, float[] parameters);
}
