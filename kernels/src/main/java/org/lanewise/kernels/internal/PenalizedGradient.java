package org.lanewise.kernels.internal;

import org.lanewise.kernels.Penalty;

/**
 * Folds a penalty's gradient into an update: chunk by chunk, the gradient with its penalty goes into a scratch array
 * that stays in L1, and the update reads it from there. So memory is passed over once, no update needs a second form,
 * and the caller's gradients stay as they are.
 */
public final class PenalizedGradient {
    private static final int CHUNK = 2048;

    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[CHUNK]);

    private PenalizedGradient() {}

    /** How many parameters to update at a time. */
    public static int chunk(int length, Penalty penalty) {
        return penalty.isNone() ? length : Math.min(length, CHUNK);
    }

    /** What the update of a chunk reads: the gradients' array, or the scratch. */
    public static float[] array(float[] gradients, Penalty penalty) {
        return penalty.isNone() ? gradients : SCRATCH.get();
    }

    /** Fills the scratch, if there is a penalty; returns where the chunk's gradients start in the array. */
    public static int fill(
            int length,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] parameters,
            int parametersOffset,
            float[] array) {
        if (penalty.isNone()) {
            return gradientsOffset;
        }
        KernelSets.ACTIVE
                .gradients()
                .penalize(
                        length,
                        penalty.l1(),
                        penalty.l2(),
                        parameters,
                        parametersOffset,
                        gradients,
                        gradientsOffset,
                        array,
                        0);
        return 0;
    }
}
