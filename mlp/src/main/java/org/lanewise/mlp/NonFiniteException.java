package org.lanewise.mlp;

/** Training stopped because a loss, gradient or parameter became infinite or NaN. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    /** Where: an index into {@link Mlp#layers()}. */
    private final int layer;

    /** When: a step of the run, from 1. */
    private final long step;

    NonFiniteException(String message, int layer, long step) {
        super(message);
        this.layer = layer;
        this.step = step;
    }

    /**
     * Where it was seen first, in the order of computation: forward for outputs, backward for gradients.
     *
     * @return the index into {@link Mlp#layers()}
     */
    public int layer() {
        return layer;
    }

    /**
     * When it was seen.
     *
     * @return the step of the run, from 1
     */
    public long step() {
        return step;
    }
}
