package org.lanewise.mlp;

/** One layer of an {@link Mlp}: an immutable description; the parameters are the model's. */
public sealed interface Layer permits Dense, Activation, Dropout {
    /**
     * How many parameters the layer has.
     *
     * @return the number, 0 for an activation and for dropout
     */
    long parameterCount();
}
