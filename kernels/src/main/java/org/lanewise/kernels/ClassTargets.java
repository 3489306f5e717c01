package org.lanewise.kernels;

/**
 * How {@link CrossEntropy} changes its targets: label smoothing mixes them with equal probabilities (Szegedy and others:
 * Rethinking the Inception Architecture for Computer Vision, CVPR 2016, section 7), and each class may have a weight.
 * Target t of class j becomes {@code weights[j] · ((1 − smoothing) · t + smoothing / classes)}.
 *
 * @param smoothing share of the equal probabilities, in [0, 1]
 * @param weights a weight per class from {@code weightsOffset}, each ≥ 0 and finite; the live array, read at each call;
 *     null: all 1
 * @param weightsOffset index of the first weight
 */
public record ClassTargets(float smoothing, float[] weights, int weightsOffset) {
    /** The targets as they are. */
    public static final ClassTargets PLAIN = new ClassTargets(0, null, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if smoothing is not in [0, 1], or the offset is negative
     */
    public ClassTargets {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("smoothing: " + smoothing + " (expected: 0 <= smoothing <= 1)");
        }
        if (weightsOffset < 0) {
            throw new IllegalArgumentException("weightsOffset: " + weightsOffset + " (expected: >= 0)");
        }
    }
}
