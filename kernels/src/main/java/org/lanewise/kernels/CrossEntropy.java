package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.portable.ScalarLosses;

/**
 * Cross-entropy from logits, each with its gradient in the same pass: softmax cross-entropy with class weights and label
 * smoothing, for integer labels and for rows of probabilities, and binary cross-entropy. (The plain case, labels alone,
 * is {@link Losses#softmaxCrossEntropy}; it gives the same bits.)
 *
 * <p><b>Reduction.</b> Scale 1 gives the sum over the batch, 1/batch the mean, 1/Σ weights[label] the weighted mean.
 *
 * <p><b>Formula.</b> With c[j] the adjusted target of class j (see {@link ClassTargets}; (1 − smoothing) · t +
 * smoothing / classes as one fma, times the weight, rounded), the loss of a row is
 * {@code Σⱼ c[j] · (ln Σₖ e^(x[k] − max) − (x[j] − max))} and its gradient {@code Σₖ c[k] · softmax(x)[j] − c[j]}, as one
 * fma. Sums over j are lane sums in double (see {@link Losses}), the sum of exponentials is one in float, the logarithm
 * is {@link StrictMath#log}; rows are added in double, in ascending order. A class whose c is 0 does not count, even if
 * its logit is −∞; a NaN or +∞ among the logits of a row makes loss and gradient NaN.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * Softmax cross-entropy with one right class per row: the target of that class is 1, of the others 0.
     *
     * @param batch rows, ≥ 0
     * @param classes columns, ≥ 1
     * @param scale factor of the loss and its gradient, finite
     * @param adjustment label smoothing and class weights, {@link ClassTargets#PLAIN} for neither
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
     *     range, a class weight negative or not finite, an array null, or gradLogits overlaps the weights, or logits
     *     other than element by element
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double softmax(
            int batch,
            int classes,
            float scale,
            ClassTargets adjustment,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            int[] labels,
            int labelsOffset,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        check(
                batch,
                classes,
                scale,
                adjustment,
                logits,
                logitsOffset,
                ldLogits,
                gradLogits,
                gradLogitsOffset,
                ldGradLogits);
        Check.labels("labels", labels, labelsOffset, batch, classes);
        return KernelSets.ACTIVE
                .crossEntropy()
                .softmax(
                        batch,
                        classes,
                        scale,
                        adjustment,
                        logits,
                        logitsOffset,
                        ldLogits,
                        labels,
                        labelsOffset,
                        null,
                        0,
                        0,
                        gradLogits,
                        gradLogitsOffset,
                        ldGradLogits);
    }

    /**
     * Softmax cross-entropy with the probability of each class as its target. That a row's probabilities add up to 1 is
     * not required.
     *
     * @param batch rows, ≥ 0
     * @param classes columns, ≥ 1
     * @param scale factor of the loss and its gradient, finite
     * @param adjustment label smoothing and class weights, {@link ClassTargets#PLAIN} for neither
     * @param logits inputs of the softmax, {@code [batch, classes]}, read
     * @param logitsOffset index of the first logit
     * @param ldLogits leading dimension of logits, ≥ classes
     * @param targets probabilities, {@code [batch, classes]}, each in [0, 1], read
     * @param targetsOffset index of the first
     * @param ldTargets leading dimension of targets, ≥ classes
     * @param gradLogits gradient with respect to the logits, {@code [batch, classes]}, overwritten; may be the same
     *     elements as logits
     * @param gradLogitsOffset its first index
     * @param ldGradLogits leading dimension of gradLogits, ≥ classes
     * @return the loss
     * @throws IllegalArgumentException if a size or a leading dimension is too small, scale not finite, a target not in
     *     [0, 1], a class weight negative or not finite, an array null, or gradLogits overlaps targets, the weights, or
     *     logits other than element by element
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double softmax(
            int batch,
            int classes,
            float scale,
            ClassTargets adjustment,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            float[] targets,
            int targetsOffset,
            int ldTargets,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        check(
                batch,
                classes,
                scale,
                adjustment,
                logits,
                logitsOffset,
                ldLogits,
                gradLogits,
                gradLogitsOffset,
                ldGradLogits);
        Check.leading("ldTargets", ldTargets, "classes", classes);
        Check.matrix("targets", targets, targetsOffset, batch, classes, ldTargets);
        Check.apart(
                "gradLogits",
                gradLogits,
                gradLogitsOffset,
                batch,
                classes,
                ldGradLogits,
                "targets",
                targets,
                targetsOffset,
                batch,
                classes,
                ldTargets);
        for (int i = 0; i < batch; i++) {
            Check.probabilities("targets", targets, targetsOffset + i * ldTargets, classes);
        }
        return KernelSets.ACTIVE
                .crossEntropy()
                .softmax(
                        batch,
                        classes,
                        scale,
                        adjustment,
                        logits,
                        logitsOffset,
                        ldLogits,
                        null,
                        0,
                        targets,
                        targetsOffset,
                        ldTargets,
                        gradLogits,
                        gradLogitsOffset,
                        ldGradLogits);
    }

    /**
     * Binary cross-entropy of the logistic function of each logit: returns
     * {@code −scale · Σᵢ (t[i] · ln σ(x[i]) + (1 − t[i]) · ln(1 − σ(x[i])))} and writes its gradient,
     * {@code scale · (σ(x[i]) − t[i])}, each step rounded.
     *
     * <p>The terms are computed in float as {@code |x| · (x > 0 ? 1 − t : t) + log1p(e^−|x|)}, the sum as one fma,
     * where nothing overflows or cancels; each is within {@value ScalarLosses#BINARY_MAX_ULP} ulp. They form a lane sum in double (see {@link Losses}). A
     * logit of +∞ with target 1 gives NaN, as does −∞ with 0: the product is 0 · ∞.
     *
     * @param length elements, ≥ 0
     * @param scale factor of the loss and its gradient, finite
     * @param logits x, {@code [length]}, read
     * @param logitsOffset index of the first logit
     * @param targets t, {@code [length]}, each in [0, 1], read
     * @param targetsOffset index of the first target
     * @param gradLogits gradient with respect to the logits, {@code [length]}, overwritten
     * @param gradLogitsOffset its first index
     * @return the loss
     * @throws IllegalArgumentException if length is negative, scale not finite, a target not in [0, 1], an array null,
     *     or gradLogits overlaps an input
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static double binary(
            int length,
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset) {
        Check.size("length", length);
        Check.finite("scale", scale);
        Check.vector("logits", logits, logitsOffset, length);
        Check.vector("targets", targets, targetsOffset, length);
        Check.vector("gradLogits", gradLogits, gradLogitsOffset, length);
        int leading = Math.max(length, 1);
        Check.apart(
                "gradLogits",
                gradLogits,
                gradLogitsOffset,
                1,
                length,
                leading,
                "logits",
                logits,
                logitsOffset,
                1,
                length,
                leading);
        Check.apart(
                "gradLogits",
                gradLogits,
                gradLogitsOffset,
                1,
                length,
                leading,
                "targets",
                targets,
                targetsOffset,
                1,
                length,
                leading);
        Check.probabilities("targets", targets, targetsOffset, length);
        return KernelSets.ACTIVE
                .crossEntropy()
                .binary(length, scale, logits, logitsOffset, targets, targetsOffset, gradLogits, gradLogitsOffset);
    }

    private static void check(
            int batch,
            int classes,
            float scale,
            ClassTargets adjustment,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        Check.size("batch", batch);
        Check.positive("classes", classes);
        Check.finite("scale", scale);
        Check.present("adjustment", adjustment);
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
        float[] weights = adjustment.weights();
        if (weights == null) {
            return;
        }
        Check.vector("adjustment.weights", weights, adjustment.weightsOffset(), classes);
        Check.apart(
                "gradLogits",
                gradLogits,
                gradLogitsOffset,
                batch,
                classes,
                ldGradLogits,
                "adjustment.weights",
                weights,
                adjustment.weightsOffset(),
                1,
                classes,
                classes);
        for (int j = adjustment.weightsOffset(); j < adjustment.weightsOffset() + classes; j++) {
            if (!(weights[j] >= 0 && weights[j] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "adjustment.weights[" + j + "]: " + weights[j] + " (expected: >= 0 and finite)");
            }
        }
    }
}
