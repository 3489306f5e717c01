package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalty;

/**
 * What an optimizer remembers between the steps of one run: how many there were, and the arrays of
 * {@link Optimizer#stateNames}. With both, and the parameters, a run can be taken up again to the bit.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class OptimizerState {
    /**
     * The fewest parameters that are worth a thread. What another core has written, this one must fetch from there for the
     * next forward pass; that pays only where the products are cut as well, which is sure for large nets alone. Two Zen 5
     * cores, two threads over one, Adam at a batch of 32: 784-512-512-10 (669,706 parameters) 0.78 where cut,
     * 1024-1024-1024-1024-10 (3,159,050) 1.48, and 0.93 where not.
     */
    private static final int LEAST_PART = 1 << 19;

    /** Parts start at multiples of this, so that two threads seldom write to one cache line. */
    private static final int UNIT = 1 << 10;

    private final Optimizer rule;
    private final int parameterCount;
    private final Span[] spans;
    private final float[][] arrays;
    private final IntConsumer part = this::part;
    private long steps;

    // Of the step that is under way.
    private float[] gradients;
    private float[] parameters;
    private long partLength;

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
        step(gradients, parameters, Parallelism.SEQUENTIAL);
    }

    /**
     * One step. Allocates no more than {@link Parallelism#run}; arguments are checked before anything is written.
     *
     * @param gradients the loss's gradient with respect to each parameter, read
     * @param parameters the parameters, updated in place
     * @param parallelism which threads may help, where there are parameters enough; without influence on the result
     * @throws IllegalArgumentException if an array does not have the length that the state was made for, or both are
     *     the same array
     */
    public void step(float[] gradients, float[] parameters, Parallelism parallelism) {
        Ranges.stepArrays(parameterCount, gradients, parameters);
        Objects.requireNonNull(parallelism, "parallelism");
        steps++;
        int parts = Math.max(1, Math.min(parallelism.width(), parameterCount / LEAST_PART));
        this.partLength = (long) Math.ceilDiv(parameterCount, parts * UNIT) * UNIT;
        this.gradients = gradients;
        this.parameters = parameters;
        try {
            parallelism.run(parts, part);
        } finally {
            this.gradients = null;
            this.parameters = null;
        }
    }

    private void part(int index) {
        long first = index * partLength;
        for (Span span : spans) {
            int start = (int) Math.max(span.offset, first);
            int end = (int) Math.min(span.offset + span.length, first + partLength);
            if (start < end) {
                span.rule.update(start, end - start, steps, span.penalty, gradients, arrays, parameters);
            }
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
