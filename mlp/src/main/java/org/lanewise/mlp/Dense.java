package org.lanewise.mlp;

/**
 * A fully connected layer: {@code Y = X·W + b}.
 *
 * @param fanIn inputs of each neuron, at least 1
 * @param fanOut neurons, at least 1
 */
public record Dense(int fanIn, int fanOut) implements Layer {
    /**
     * Checks the widths.
     *
     * @throws IllegalArgumentException if a width is below 1
     */
    public Dense {
        if (fanIn < 1) {
            throw new IllegalArgumentException("fanIn: " + fanIn + " (expected: >= 1)");
        }
        if (fanOut < 1) {
            throw new IllegalArgumentException("fanOut: " + fanOut + " (expected: >= 1)");
        }
    }

    /**
     * The number of weights, {@code fanIn · fanOut}.
     *
     * @return the number
     */
    public long weightCount() {
        return (long) fanIn * fanOut;
    }

    @Override
    public String describe() {
        return "dense " + fanIn + " -> " + fanOut;
    }

    @Override
    public int outputWidth(int inputWidth) {
        return fanOut;
    }

    @Override
    public long parameterCount() {
        return weightCount() + fanOut;
    }
}
