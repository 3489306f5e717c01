package org.lanewise.mlp;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A training run at one moment: all that {@link Trainer#resume} needs to go on as if it had never ended. The arrays are
 * not copied.
 *
 * @param model the model as it was
 * @param stateNames the optimizer's {@link Optimizer#stateNames}: at most 4, each of 1 to 32 letters a to z and underscores
 * @param state the optimizer's arrays, one for each name, as long as the parameters
 * @param seed of the order of the samples, and of dropout
 * @param batch samples of a step, at least 1
 * @param samples samples of the training set, at least 1
 * @param epochs epochs completed, at least 0
 * @param batches batches done of the next epoch, at least 0
 * @param step steps done, at least 0
 * @param lossSum sum of the losses of that epoch's samples so far
 * @param right how many of them were predicted right
 * @param seen how many there were: {@code batches · batch}, at most {@code samples}
 */
public record Checkpoint(
        Mlp model,
        List<String> stateNames,
        List<float[]> state,
        long seed,
        int batch,
        int samples,
        int epochs,
        int batches,
        long step,
        double lossSum,
        long right,
        long seen) {
    private static final int MOST_STATES = 4;
    private static final Pattern STATE_NAME = Pattern.compile("[a-z_]{1,32}");

    /**
     * Checks the numbers and the lengths.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Checkpoint {
        Objects.requireNonNull(model, "model");
        stateNames = List.copyOf(stateNames);
        state = List.copyOf(state);
        atLeast("batch", batch, 1);
        atLeast("samples", samples, 1);
        atLeast("epochs", epochs, 0);
        atLeast("batches", batches, 0);
        atLeast("step", step, 0);
        atLeast("right", right, 0);
        atLeast("seen", seen, right);
        if (!(lossSum >= 0 && lossSum <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("lossSum: " + lossSum + " (expected: >= 0 and finite)");
        }
        int most = (samples - 1) / batch + 1;
        if (batches > most) {
            throw new IllegalArgumentException("batches: " + batches + " (expected: <= " + most + ", as an epoch has)");
        }
        long done = Math.min((long) batches * batch, samples);
        if (seen != done) {
            throw new IllegalArgumentException(
                    "seen: " + seen + " (expected: " + done + ", as " + batches + " batches of " + batch + " have)");
        }
        if (stateNames.size() > MOST_STATES || Set.copyOf(stateNames).size() < stateNames.size()) {
            throw new IllegalArgumentException(
                    "stateNames: " + stateNames + " (expected: at most " + MOST_STATES + ", all different)");
        }
        for (String name : stateNames) {
            if (!STATE_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "stateNames: " + name + " (expected: 1 to 32 letters a to z and underscores)");
            }
        }
        if (state.size() != stateNames.size()) {
            throw new IllegalArgumentException(
                    "state: " + state.size() + " arrays (expected: " + stateNames.size() + ", " + stateNames + ")");
        }
        for (float[] array : state) {
            if (array.length != model.parameters().length) {
                throw new IllegalArgumentException("state: an array of " + array.length + " numbers (expected: "
                        + model.parameters().length + ", as the model has parameters)");
            }
        }
    }

    /** Requires that a run on this model, with these options and as many samples, can go on from here. */
    void requireFit(Mlp other, TrainingOptions options, int trainSize) {
        if (!model.layers().equals(other.layers())) {
            throw new IllegalArgumentException(
                    "checkpoint.model.layers: " + model.layers() + " (expected: " + other.layers() + ", the model's)");
        }
        if (!stateNames.equals(options.optimizer().stateNames())) {
            throw new IllegalArgumentException("checkpoint.stateNames: " + stateNames + " (expected: "
                    + options.optimizer().stateNames() + ", those of " + options.optimizer() + ")");
        }
        same("seed", seed, options.seed(), "the options'");
        same("samples", samples, trainSize, "the training set's");
        same("batch", batch, Math.min(options.batch(), trainSize), "the options'");
    }

    private static void same(String name, long value, long expected, String whose) {
        if (value != expected) {
            throw new IllegalArgumentException(
                    "checkpoint." + name + ": " + value + " (expected: " + expected + ", " + whose + ")");
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
