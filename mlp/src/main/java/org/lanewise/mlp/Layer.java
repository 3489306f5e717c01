package org.lanewise.mlp;

/** One layer of an {@link Mlp}: an immutable description; the parameters are the model's. */
public sealed interface Layer permits Dense, Activation, Prelu, Maxout, Dropout {
    /**
     * How many parameters the layer has.
     *
     * @return the number, 0 for an activation and for dropout
     */
    long parameterCount();

    /**
     * The layer in a few words, for people.
     *
     * @return such as {@code dense 784 -> 256} or {@code leakyrelu 0.01}
     */
    String describe();

    /**
     * The width of an output row.
     *
     * @param inputWidth the width of an input row, one that the layer takes
     * @return the width, that of the input unless the layer changes it
     */
    default int outputWidth(int inputWidth) {
        return inputWidth;
    }
}
