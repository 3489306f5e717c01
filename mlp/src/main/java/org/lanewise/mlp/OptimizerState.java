package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lanewise.kernels.Penalty;

/**
 * What an optimizer remembers between the steps of one run: how many there were, and the arrays of
 * {@link Optimizer#stateNames}. With both, and the parameters, a run can be taken up again to the bit.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OptimizerState {
    private final Optimizer rule;
    private final int parameterCount;
    private final Span[] spans;
    private final float[][] arrays;
    private long steps;

    private OptimizerState(Optimizer rule, int parameterCount, Span... spans) {
        this.rule = rule;
        this.parameterCount = parameterCount;
        this.spans = spans;
        this.arrays = new float[rule.stateNames().size()][parameterCount];
    }

    /** Parameters that are treated alike. */
    private record Span(int offset, int length, Optimizer rule, Penalty penalty) {}

    static OptimizerState of(Optimizer rule, int parameterCount) {
        Ranges.parameterCount(parameterCount);
        return new OptimizerState(rule, parameterCount, new Span(0, parameterCount, rule, Penalty.NONE));
    }

    static OptimizerState of(Optimizer rule, Mlp model, Penalty penalty) {
        Objects.requireNonNull(penalty, "penalty");
        int count = model.parameters().length;
        if (penalty.isNone() && rule.forBiases() == rule) {
            return of(rule, count);
        }
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense dense) {
                spans.add(new Span(model.weightsOffset(i), (int) dense.weightCount(), rule, penalty));
                spans.add(new Span(model.biasOffset(i), dense.fanOut(), rule.forBiases(), Penalty.NONE));
            } else if (model.layers().get(i) instanceof Prelu prelu) {
                spans.add(new Span(model.slopesOffset(i), prelu.slopes(), rule.forBiases(), Penalty.NONE));
            }
        }
        return new OptimizerState(rule, count, spans.toArray(new Span[0]));
    }

    /**
     * One step. Allocates nothing; arguments are checked before anything is written.
     *
     * @param gradients the loss's gradient with respect to each parameter, read
     * @param parameters the parameters, updated in place
     * @throws IllegalArgumentException if an array does not have the length that the state was made for, or both are
     *     the same array
     */
    public void step(float[] gradients, float[] parameters) {
        Ranges.stepArrays(parameterCount, gradients, parameters);
        steps++;
        for (Span span : spans) {
            span.rule.update(span.offset, span.length, steps, span.penalty, gradients, arrays, parameters);
        }
    }

    /**
     * The optimizer whose state this is.
     *
     * @return the optimizer
     */
    public Optimizer optimizer() {
        return rule;
    }

    /**
     * How many steps there were.
     *
     * @return the number
     */
    public long steps() {
        return steps;
    }

    /**
     * What the optimizer keeps.
     *
     * @return the live arrays, not copies, one for each of {@link Optimizer#stateNames}
     */
    public List<float[]> arrays() {
        return List.of(arrays);
    }

    /**
     * Takes up the state of another run of an optimizer that keeps the same.
     *
     * @param steps how many steps there were, at least 0
     * @param arrays one for each of {@link Optimizer#stateNames}, each as long as the parameters; copied
     * @throws IllegalArgumentException if a number is out of range or the arrays do not fit; nothing is changed then
     */
    public void restore(long steps, List<float[]> arrays) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps: " + steps + " (expected: >= 0)");
        }
        if (arrays.size() != this.arrays.length) {
            throw new IllegalArgumentException(
                    "arrays: " + arrays.size() + " (expected: " + this.arrays.length + ", " + rule.stateNames() + ")");
        }
        for (int i = 0; i < this.arrays.length; i++) {
            if (arrays.get(i).length != parameterCount) {
                throw new IllegalArgumentException("arrays[" + i + "].length: " + arrays.get(i).length
                        + " (expected: parameterCount = " + parameterCount + ")");
            }
        }
        for (int i = 0; i < this.arrays.length; i++) {
            System.arraycopy(arrays.get(i), 0, this.arrays[i], 0, parameterCount);
        }
        this.steps = steps;
    }
}
