package org.lanewise.kernels.internal;

import org.lanewise.kernels.ClassTargets;

/** Cross-entropy with its gradient; contracts in {@link org.lanewise.kernels.CrossEntropy}. */
public interface CrossEntropyKernels {
    /** Of labels or, if these are null, of targets. */
    double softmax(
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
            int ldGradLogits);

    double binary(
            int length,
            float scale,
            float[] logits,
            int logitsOffset,
            float[] targets,
            int targetsOffset,
            float[] gradLogits,
            int gradLogitsOffset);
}
