package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * Losses, each with its gradient in the same pass, and softmax. Softmax cross-entropy with class weights, label smoothing
 * or probabilities, and binary cross-entropy, are {@link CrossEntropy}'s.
 *
 * <p><b>Reduction.</b> Each loss is a sum times {@code scale}: 1 gives the sum, 1/batch the mean over samples, 1/length
 * the mean over all outputs.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere. The order of each sum
 * is part of the contract: a <em>lane sum</em> of n numbers adds number i to lane i mod 16, in double for a loss and in
 * float inside softmax, each lane in ascending order from 0, then folds lane l + 8 into l, l + 4, l + 2, l + 1.
 */
public final class Losses {
    private Losses() {}

    /**
     * Softmax of each row: {@code y[i, j] = e^(x[i, j] − max) / Σⱼ e^(x[i, j] − max)}, max the row's largest element,
     * so that no finite input overflows (Goodfellow, Bengio, Courville: Deep Learning, section 4.1). The sum is a lane
     * sum. A row with a NaN or +∞, or of −∞ alone, gives NaN.
     *
     * @param rows rows, ≥ 0
     * @param columns columns, ≥ 1
     * @param x inputs, {@code [rows, columns]}, read
     * @param xOffset index of the first input
     * @param ldx leading dimension of x, ≥ columns
     * @param y probabilities, {@code [rows, columns]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @param ldy leading dimension of y, ≥ columns
     * @throws IllegalArgumentException if a size or a leading dimension is too small, an array null, or y overlaps x
     *     other than element by element
     * @throws IndexOutOfBoundsException if a matrix does not lie in its array
     */
    public static void softmax(
            int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        Check.size("rows", rows);
        Check.positive("columns", columns);
        Check.leading("ldx", ldx, "columns", columns);
        Check.leading("ldy", ldy, "columns", columns);
        Check.matrix("x", x, xOffset, rows, columns, ldx);
        Check.matrix("y", y, yOffset, rows, columns, ldy);
        Check.apartOrSame("y", y, yOffset, ldy, "x", x, xOffset, ldx, rows, columns);
        KernelSets.ACTIVE.losses().softmax(rows, columns, x, xOffset, ldx, y, yOffset, ldy);
    }

    /**
     * Softmax followed by cross-entropy with one right class per row: returns
     * {@code scale · Σᵢ −ln softmax(logits)[i, labels[i]]} and writes its gradient,
     * {@code scale · (softmax(logits) − onehot(labels))}. Scale 1 gives the sum, 1/batch the mean.
     *
     * <p>The loss of a row is {@code ln Σⱼ e^(x[j] − max) − (x[label] − max)}, which neither overflows nor loses a
     * small probability; the logarithm is {@link StrictMath#log}. Rows are added in double, in ascending order.
     *
     * @param batch rows, ≥ 0
     * @param classes columns, ≥ 1
     * @param scale factor of the loss and its gradient, finite
     * @param logits inputs of the softmax, {@code [batch, classes]}, read
     * @param logitsOffset index of the first logit
     * @param ldLogits leading dimension of logits, ≥ classes
     * @param labels the right class of each row, {@code [batch]}, each in [0, classes), read
     * @param labelsOffset index of the first label
     * @param gradLogits gradient with respect to the logits, {@code [batch, classes]}, overwritten; may be the same
     *     elements as logits
     * @param gradLogitsOffset its first index
     * @param ldGradLogits leading dimension of gradLogits, ≥ classes
     * @return the loss
     * @throws IllegalArgumentException if a size or a leading dimension is too small, scale not finite, a label out of
     *     range, an array null, or gradLogits overlaps logits other than element by element
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double softmaxCrossEntropy(
            int batch,
            int classes,
            float scale,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            int[] labels,
            int labelsOffset,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        Check.size("batch", batch);
        Check.positive("classes", classes);
        Check.finite("scale", scale);
        Check.leading("ldLogits", ldLogits, "classes", classes);
        Check.leading("ldGradLogits", ldGradLogits, "classes", classes);
        Check.matrix("logits", logits, logitsOffset, batch, classes, ldLogits);
        Check.matrix("gradLogits", gradLogits, gradLogitsOffset, batch, classes, ldGradLogits);
        Check.apartOrSame(
                "gradLogits",
                gradLogits,
                gradLogitsOffset,
                ldGradLogits,
                "logits",
                logits,
                logitsOffset,
                ldLogits,
                batch,
                classes);
        Check.labels("labels", labels, labelsOffset, batch, classes);
        return KernelSets.ACTIVE
                .losses()
                .softmaxCrossEntropy(
                        batch,
                        classes,
                        scale,
                        logits,
                        logitsOffset,
                        ldLogits,
                        labels,
                        labelsOffset,
                        gradLogits,
                        gradLogitsOffset,
                        ldGradLogits);
    }

    /**
     * The textbook's squared error: returns {@code scale · Σ (y − o)²} over outputs o and targets y, and writes its
     * gradient, {@code 2 · scale · (o − y)}, each step rounded. The differences are rounded to float; their squares,
     * exact in double, form a lane sum.
     *
     * @param length elements, ≥ 0
     * @param scale factor of the loss and its gradient, finite
     * @param outputs o, {@code [length]}, read
     * @param outputsOffset index of the first output
     * @param targets y, {@code [length]}, read
     * @param targetsOffset index of the first target
     * @param gradOutputs gradient with respect to o, {@code [length]}, overwritten; may be the same elements as outputs
     *     or targets
     * @param gradOutputsOffset its first index
     * @return the loss
     * @throws IllegalArgumentException if length is negative, scale not finite, an array null, or gradOutputs overlaps
     *     an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double sumOfSquares(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        check(length, scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        return KernelSets.ACTIVE
                .losses()
                .sumOfSquares(
                        length, scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
    }

    /**
     * Huber's loss of the differences r = o − y: returns {@code scale · Σ ρ(r)}, {@code ρ(r) = r²/2} where |r| ≤ delta,
     * else {@code delta · (|r| − delta/2)}, and writes its gradient, {@code scale · r} with r clamped to ±delta (Huber:
     * Robust Estimation of a Location Parameter, Annals of Mathematical Statistics 35, 1964). The differences are
     * rounded to float; the terms, computed in double, form a lane sum. A NaN gives NaN.
     *
     * @param length elements, ≥ 0
     * @param scale factor of the loss and its gradient, finite
     * @param delta where the loss turns from squared to linear, > 0, finite
     * @param outputs o, {@code [length]}, read
     * @param outputsOffset index of the first output
     * @param targets y, {@code [length]}, read
     * @param targetsOffset index of the first target
     * @param gradOutputs gradient with respect to o, {@code [length]}, overwritten; may be the same elements as outputs
     *     or targets
     * @param gradOutputsOffset its first index
     * @return the loss
     * @throws IllegalArgumentException if length is negative, scale not finite, delta not positive or not finite, an array null, or gradOutputs overlaps
     *     an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double huber(
            int length,
            float scale,
            float delta,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        if (!(delta > 0 && delta <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("delta: " + delta + " (expected: > 0 and finite)");
        }
        check(length, scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        return KernelSets.ACTIVE
                .losses()
                .huber(
                        length,
                        scale,
                        delta,
                        outputs,
                        outputsOffset,
                        targets,
                        targetsOffset,
                        gradOutputs,
                        gradOutputsOffset);
    }

    /**
     * The absolute error: returns {@code scale · Σ |o − y|} and writes its gradient: {@code scale} where o &gt; y,
     * {@code −scale} where o &lt; y, 0 where the difference is 0, NaN where
     * it is NaN, as of equal infinities. The differences are rounded to float;
     * their magnitudes form a lane sum.
     *
     * @param length elements, ≥ 0
     * @param scale factor of the loss and its gradient, finite
     * @param outputs o, {@code [length]}, read
     * @param outputsOffset index of the first output
     * @param targets y, {@code [length]}, read
     * @param targetsOffset index of the first target
     * @param gradOutputs gradient with respect to o, {@code [length]}, overwritten; may be the same elements as outputs
     *     or targets
     * @param gradOutputsOffset its first index
     * @return the loss
     * @throws IllegalArgumentException if length is negative, scale not finite, an array null, or gradOutputs overlaps
     *     an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double absoluteError(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        check(length, scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
        return KernelSets.ACTIVE
                .losses()
                .absoluteError(
                        length, scale, outputs, outputsOffset, targets, targetsOffset, gradOutputs, gradOutputsOffset);
    }

    private static void check(
            int length,
            float scale,
            float[] outputs,
            int outputsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradOutputs,
            int gradOutputsOffset) {
        Check.size("length", length);
        Check.finite("scale", scale);
        Check.vector("outputs", outputs, outputsOffset, length);
        Check.vector("targets", targets, targetsOffset, length);
        Check.vector("gradOutputs", gradOutputs, gradOutputsOffset, length);
        Check.apartOrSame("gradOutputs", gradOutputs, gradOutputsOffset, "outputs", outputs, outputsOffset, length);
        Check.apartOrSame("gradOutputs", gradOutputs, gradOutputsOffset, "targets", targets, targetsOffset, length);
    }
}
