package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.internal.AdjustedTargets;
import org.lanewise.kernels.internal.CrossEntropyKernels;
import org.lanewise.kernels.internal.LaneSum;

/** Cross-entropy with its gradient. */
public final class PortableCrossEntropy implements CrossEntropyKernels {
    @Override
    public double softmax(
            int batch,
            int classes,
            float scale,
            ClassTargets adjustment,
            float[] logits,
            int logitsOffset,
            int ldLogits,
            int[] labels,
            int labelsOffset,
            float[] targets,
            int targetsOffset,
            int ldTargets,
            float[] gradLogits,
            int gradLogitsOffset,
            int ldGradLogits) {
        float share = AdjustedTargets.share(adjustment, classes);
        double loss = 0;
        for (int i = 0; i < batch; i++) {
            int row = logitsOffset + i * ldLogits;
            int targetsRow = targetsOffset + i * ldTargets;
            int gradRow = gradLogitsOffset + i * ldGradLogits;
            int label = labels == null ? -1 : labels[labelsOffset + i];
            float max = PortableLosses.max(classes, logits, row);
            double total = AdjustedTargets.total(classes, label, targets, targetsRow, adjustment, share);
            double margin =
                    AdjustedTargets.margin(classes, logits, row, max, label, targets, targetsRow, adjustment, share);
            float sum = PortableLosses.exponentials(classes, logits, row, max, gradLogits, gradRow);
            loss += total * StrictMath.log(sum) - margin;
            float inverse = 1 / sum;
            for (int j = 0; j < classes; j++) {
                float target = AdjustedTargets.target(j, label, targets, targetsRow, adjustment, share);
                gradLogits[gradRow + j] =
                        ScalarLosses.softmaxBackward(scale, (float) total, gradLogits[gradRow + j], inverse, target);
            }
        }
        return scale * loss;
    }

    @Override
    public double binary(
            int length,
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset) {
        for (int i = 0; i < length; i++) {
            gradLogits[gradLogitsOffset + i] =
                    ScalarLosses.binary(logits[logitsOffset + i], targets[targetsOffset + i]);
        }
        // No term is negative.
        double sum = LaneSum.sumOfMagnitudes(length, gradLogits, gradLogitsOffset);
        for (int i = 0; i < length; i++) {
            gradLogits[gradLogitsOffset + i] =
                    ScalarLosses.binaryBackward(scale, logits[logitsOffset + i], targets[targetsOffset + i]);
        }
        return scale * sum;
    }
}
