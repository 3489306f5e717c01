package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import jdk.incubator.vector.FloatVector;
import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.internal.AdjustedTargets;
import org.lanewise.kernels.internal.CrossEntropyKernels;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.portable.ScalarLosses;

/** Cross-entropy with its gradient; a row's elements in lanes. */
final class SimdCrossEntropy implements CrossEntropyKernels {
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
            float max = SimdSoftmaxRows.max(classes, logits, row);
            double total = AdjustedTargets.total(classes, label, targets, targetsRow, adjustment, share);
            double margin =
                    AdjustedTargets.margin(classes, logits, row, max, label, targets, targetsRow, adjustment, share);
            SimdSoftmaxRows.shift(classes, logits, row, gradLogits, gradRow);
            SimdSoftmaxRows.exponentials(1, classes, gradLogits, gradRow, classes);
            float sum = VectorLaneSums.sum(classes, gradLogits, gradRow);
            loss += total * StrictMath.log(sum) - margin;
            gradient(
                    classes,
                    scale,
                    (float) total,
                    1 / sum,
                    label,
                    targets,
                    targetsRow,
                    adjustment,
                    share,
                    gradLogits,
                    gradRow);
        }
        return scale * loss;
    }

    /** Turns the exponentials of a row into its gradient. */
    private static void gradient(
            int classes,
            float scale,
            float total,
            float inverse,
            int label,
            float[] targets,
            int row,
            ClassTargets adjustment,
            float share,
            float[] gradLogits,
            int gradRow) {
        // Vectors take the label's target as 0, as all others'; it is put right at the end.
        float gradOfLabel = label < 0
                ? 0
                : scalar(label, scale, total, inverse, label, targets, row, adjustment, share, gradLogits, gradRow);
        float[] weights = adjustment.weights();
        float keep = 1 - adjustment.smoothing();
        int end = Lanes.F.loopBound(classes);
        for (int j = 0; j < end; j += V) {
            FloatVector target = targets == null
                    ? FLOATS.cast(broadcast(F, 0)).fma(keep, share)
                    : FLOATS.cast(fromArray(F, targets, row + j)).fma(keep, share);
            FloatVector adjusted = weights == null
                    ? target
                    : FLOATS.cast(fromArray(F, weights, adjustment.weightsOffset() + j))
                            .mul(target);
            FLOATS.cast(FLOATS.cast(broadcast(F, total))
                            .fma(
                                    FLOATS.cast(fromArray(F, gradLogits, gradRow + j))
                                            .mul(inverse),
                                    adjusted.neg())
                            .mul(scale))
                    .intoArray(gradLogits, gradRow + j);
        }
        for (int j = end; j < classes; j++) {
            if (j != label) {
                gradLogits[gradRow + j] =
                        scalar(j, scale, total, inverse, label, targets, row, adjustment, share, gradLogits, gradRow);
            }
        }
        if (label >= 0) {
            gradLogits[gradRow + label] = gradOfLabel;
        }
    }

    private static float scalar(
            int j,
            float scale,
            float total,
            float inverse,
            int label,
            float[] targets,
            int row,
            ClassTargets adjustment,
            float share,
            float[] gradLogits,
            int gradRow) {
        float target = AdjustedTargets.target(j, label, targets, row, adjustment, share);
        return ScalarLosses.softmaxBackward(scale, total, gradLogits[gradRow + j], inverse, target);
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
        for (int i = 0; i < length; i += CHUNK) {
            binaryChunk(
                    Math.min(CHUNK, length - i),
                    logits,
                    logitsOffset + i,
                    targets,
                    targetsOffset + i,
                    gradLogits,
                    gradLogitsOffset + i);
        }
        // No term is negative.
        double sum = VectorLaneSums.sumOfMagnitudes(length, gradLogits, gradLogitsOffset);
        for (int i = 0; i < length; i += CHUNK) {
            binaryBackwardChunk(
                    Math.min(CHUNK, length - i),
                    scale,
                    logits,
                    logitsOffset + i,
                    targets,
                    targetsOffset + i,
                    gradLogits,
                    gradLogitsOffset + i);
        }
        return scale * sum;
    }

    private static void binaryChunk(
            int length,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] terms,
            int termsOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            binaryOfVectors(end, logits, logitsOffset, targets, targetsOffset, terms, termsOffset);
        }
        for (int i = end; i < length; i++) {
            terms[termsOffset + i] = ScalarLosses.binary(logits[logitsOffset + i], targets[targetsOffset + i]);
        }
    }

    private static void binaryOfVectors(
            int length,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] terms,
            int termsOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector x = FLOATS.cast(fromArray(F, logits, logitsOffset + i));
            FloatVector target = fromArray(F, targets, targetsOffset + i);
            FloatVector size = x.abs();
            FloatVector wrong = target.blend(FLOATS.cast(broadcast(F, 1)).sub(target), x.compare(GT, 0));
            FLOATS.cast(size.fma(wrong, VectorLog1p.ofUnit(VectorExp.exp(size.neg()))))
                    .intoArray(terms, termsOffset + i);
        }
    }

    private static void binaryBackwardChunk(
            int length,
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset) {
        int end = Lanes.F.loopBound(length);
        if (end > 0) {
            binaryBackwardOfVectors(
                    end, scale, logits, logitsOffset, targets, targetsOffset, gradLogits, gradLogitsOffset);
        }
        for (int i = end; i < length; i++) {
            gradLogits[gradLogitsOffset + i] =
                    ScalarLosses.binaryBackward(scale, logits[logitsOffset + i], targets[targetsOffset + i]);
        }
    }

    private static void binaryBackwardOfVectors(
            int length,
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset) {
        for (int i = 0; i < length; i += V) {
            FloatVector x = FLOATS.cast(fromArray(F, logits, logitsOffset + i));
            if (x.abs().compare(GT, FloatSigmoid.MIDDLE).anyTrue()) {
                outerBinaryBackward(
                        scale, logits, logitsOffset + i, targets, targetsOffset + i, gradLogits, gradLogitsOffset + i);
            } else {
                FloatVector target = fromArray(F, targets, targetsOffset + i);
                VectorSigmoid.middle(x).sub(target).mul(scale).intoArray(gradLogits, gradLogitsOffset + i);
            }
        }
    }

    // By elements, as what is done so seldom may never be compiled, and vectors that are not compiled allocate.
    private static void outerBinaryBackward(
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset) {
        for (int i = 0; i < V; i++) {
            gradLogits[gradLogitsOffset + i] =
                    ScalarLosses.binaryBackward(scale, logits[logitsOffset + i], targets[targetsOffset + i]);
        }
    }
}
