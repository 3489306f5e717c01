package org.lanewise.mlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.kernels.Bias;
import org.lanewise.kernels.Dropouts;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/** Calls of the kernels of a training beside its matrix products, each on one row of numbers, the loss on a few. */
final class KernelCalls {
    /** Of the loss: with ten classes they fill vectors, and each takes a logarithm. */
    private static final int MOST_ROWS = 4;

    /**
     * What the loss may take compared to others. With smoothed labels, which it does by elements, compiled it takes 1 µs at
     * most, and not compiled 2 µs at least (Zen 5).
     */
    private static final double LOSS = 3;

    private final List<Runnable> calls = new ArrayList<>();
    private final Runnable lossCall;

    /**
     * Calls.
     *
     * @param width of the row; with 1, too few numbers for a vector, a call takes no time even while vector code is
     *     interpreted, and counts as much as any towards being compiled
     * @param classes of the loss, at most width
     */
    KernelCalls(
            int width,
            int classes,
            List<Layer> layers,
            Loss loss,
            Optimizer optimizer,
            Penalty penalty,
            Clipping clipping) {
        float[] x = filled(width);
        float[] y = new float[width];
        float[] gradient = filled(width);
        for (Layer layer : layers) {
            calls.add(call(layer, width, x, y, gradient));
        }
        int rows = Math.min(width / classes, MOST_ROWS);
        int[] labels = new int[rows];
        float[] oneHot = new float[rows * classes];
        this.lossCall = () -> loss.ofLabels(rows, classes, x, 0, labels, 0, oneHot, y);
        Mlp model = new Mlp(List.of(new Dense(1, width)));
        OptimizerState state = optimizer.newState(model, penalty);
        float[] gradients = filled(2 * width);
        calls.add(() -> {
            Updates.firstNonFinite(gradients.length, gradients, 0);
            clipping.apply(gradients);
            state.step(gradients, model.parameters());
        });
    }

    /** Calls each once. */
    void run() {
        for (Runnable call : calls) {
            call.run();
        }
        lossCall.run();
    }

    /** Calls each once, and what took longer than so many ns some times more; returns whether nothing did. */
    boolean run(double limit, int again) {
        boolean allFast = true;
        for (Runnable call : calls) {
            allFast &= isFast(call, limit, again);
        }
        return allFast & isFast(lossCall, LOSS * limit, again);
    }

    private static boolean isFast(Runnable call, double limit, int again) {
        long start = System.nanoTime();
        call.run();
        if (System.nanoTime() - start < limit) {
            return true;
        }
        for (int i = 0; i < again; i++) {
            call.run();
        }
        return false;
    }

    private static Runnable call(Layer layer, int width, float[] x, float[] y, float[] gradient) {
        if (layer instanceof Activation activation) {
            return () -> {
                activation.forward(width, x, 0, y, 0);
                activation.backward(width, y, 0, gradient, 0, gradient, 0);
            };
        } else if (layer instanceof Prelu prelu) {
            float[] slopes = filled(prelu.slopes() == 1 ? 1 : width);
            Prelu narrow = new Prelu(slopes.length);
            float[] gradSlopes = new float[width];
            return () -> {
                narrow.forward(1, width, slopes, 0, x, y);
                narrow.backward(1, width, slopes, 0, x, gradient, gradSlopes);
            };
        } else if (layer instanceof Maxout maxout) {
            int pieces = maxout.pieces();
            int wide = width * pieces;
            float[] all = filled(wide);
            float[] gradAll = new float[wide];
            return () -> {
                org.lanewise.kernels.Maxout.forward(1, width, pieces, all, 0, wide, y, 0, width);
                org.lanewise.kernels.Maxout.backward(
                        1, width, pieces, all, 0, wide, gradient, 0, width, gradAll, 0, wide);
            };
        } else if (layer instanceof Dropout dropout) {
            float[] mask = new float[width];
            return () -> {
                Dropouts.forward(width, dropout.keep(), 0, 0, 0, x, 0, y, 0, mask, 0);
                Dropouts.backward(width, mask, 0, gradient, 0, gradient, 0);
            };
        }
        return () -> Bias.columnSums(1, width, x, 0, width, y, 0);
    }

    private static float[] filled(int length) {
        float[] filled = new float[length];
        Arrays.fill(filled, 0.5f);
        return filled;
    }
}
