package org.lanewise.kernels.internal;

import org.lanewise.kernels.ClassTargets;

/**
 * The targets of a row of softmax cross-entropy after label smoothing and class weights, and what the loss needs of all
 * of them: lane sums in double. Shared by the kernel sets; a row is either a label or, if there is a target array, its
 * probabilities.
 */
public final class AdjustedTargets {
    private AdjustedTargets() {}

    /** The probability that smoothing gives to each class. */
    public static float share(ClassTargets adjustment, int classes) {
        return adjustment.smoothing() / classes;
    }

    /** The adjusted target of class j. */
    public static float target(int j, int label, float[] targets, int row, ClassTargets adjustment, float share) {
        float target = targets != null ? targets[row + j] : j == label ? 1 : 0;
        float smooth = Math.fma(1 - adjustment.smoothing(), target, share);
        return adjustment.weights() == null ? smooth : adjustment.weights()[adjustment.weightsOffset() + j] * smooth;
    }

    /** The lane sum of the adjusted targets. */
    public static double total(int classes, int label, float[] targets, int row, ClassTargets adjustment, float share) {
        return total(0, 1, classes, label, targets, row, adjustment, share);
    }

    /** The lane sum of the adjusted targets, each times its logit minus max; a target of 0 does not count. */
    public static double margin(
            int classes,
            float[] logits,
            int logitsRow,
            float max,
            int label,
            float[] targets,
            int row,
            ClassTargets adjustment,
            float share) {
        return margin(0, 1, classes, logits, logitsRow, max, label, targets, row, adjustment, share);
    }

    private static double total(
            int first,
            int stride,
            int classes,
            int label,
            float[] targets,
            int row,
            ClassTargets adjustment,
            float share) {
        if (stride < LaneSum.LANES) {
            return total(first, 2 * stride, classes, label, targets, row, adjustment, share)
                    + total(first + stride, 2 * stride, classes, label, targets, row, adjustment, share);
        }
        double sum = 0;
        for (int j = first; j < classes; j += LaneSum.LANES) {
            sum += target(j, label, targets, row, adjustment, share);
        }
        return sum;
    }

    private static double margin(
            int first,
            int stride,
            int classes,
            float[] logits,
            int logitsRow,
            float max,
            int label,
            float[] targets,
            int row,
            ClassTargets adjustment,
            float share) {
        if (stride < LaneSum.LANES) {
            return margin(first, 2 * stride, classes, logits, logitsRow, max, label, targets, row, adjustment, share)
                    + margin(
                            first + stride,
                            2 * stride,
                            classes,
                            logits,
                            logitsRow,
                            max,
                            label,
                            targets,
                            row,
                            adjustment,
                            share);
        }
        double sum = 0;
        for (int j = first; j < classes; j += LaneSum.LANES) {
            double target = target(j, label, targets, row, adjustment, share);
            if (target != 0) {
                sum += target * ((double) logits[logitsRow + j] - max);
            }
        }
        return sum;
    }
}
