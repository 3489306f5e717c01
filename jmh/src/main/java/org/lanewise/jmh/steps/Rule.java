package org.lanewise.jmh.steps;

import org.lanewise.mlp.Adam;
import org.lanewise.mlp.GradientDescent;
import org.lanewise.mlp.Optimizer;

/** How a step changes the parameters. */
public enum Rule {
    /** w := w − rate · g. */
    GRADIENT_DESCENT("gd") {
        @Override
        public Optimizer lanewise(float rate) {
            return new GradientDescent(rate);
        }
    },
    /** Adam with beta1 = 0.9, beta2 = 0.999, epsilon = 10⁻⁸, which is also PyTorch's default. */
    ADAM("adam") {
        @Override
        public Optimizer lanewise(float rate) {
            return new Adam(rate);
        }
    };

    private final String word;

    Rule(String word) {
        this.word = word;
    }

    /**
     * Reads a rule.
     *
     * @param text {@code gd} or {@code adam}
     * @return the rule
     * @throws IllegalArgumentException if the text is another
     */
    public static Rule parse(String text) {
        for (Rule rule : values()) {
            if (rule.word.equals(text)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("rule: " + text + " (expected: gd or adam)");
    }

    /**
     * Lanewise's.
     *
     * @param rate the learning rate
     * @return the optimizer
     */
    public abstract Optimizer lanewise(float rate);

    /** The word that {@link #parse} reads. */
    @Override
    public String toString() {
        return word;
    }
}
