package org.lanewise.mlp.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * Labelled samples in memory. The arrays are not copied: who makes a data set hands them over.
 *
 * @param width features of each sample, at least 1
 * @param classes number of classes, at least 1
 * @param features {@code [size, width]}, row-major, all finite
 * @param labels the class of each sample, {@code [size]}, each in [0, classes)
 */
public record Dataset(int width, int classes, float[] features, int[] labels) {
    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if a number is too small, features and labels do not have the same number of
     *     samples, a feature is not finite or a label out of range
     */
    public Dataset {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(labels, "labels");
        if (width < 1) {
            throw new IllegalArgumentException("width: " + width + " (expected: >= 1)");
        }
        if (classes < 1) {
            throw new IllegalArgumentException("classes: " + classes + " (expected: >= 1)");
        }
        if (features.length != (long) labels.length * width) {
            throw new IllegalArgumentException("features: " + features.length + " numbers (expected: " + labels.length
                    + " samples of " + width + " = " + (long) labels.length * width + ")");
        }
        for (int i = 0; i < features.length; i++) {
            if (!(Math.abs(features[i]) <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("features: " + features[i] + " in sample " + i / width + ", feature "
                        + i % width + " (expected: a finite number)");
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "labels[" + i + "]: " + labels[i] + " (expected: 0 <= label < classes = " + classes + ")");
            }
        }
    }

    /**
     * The number of samples.
     *
     * @return the number
     */
    public int size() {
        return labels.length;
    }

    /**
     * Cuts the set in two, in its order: the first {@code ⌊share · size⌋} samples, and the others. The share is taken as the
     * decimal number that it is written as: 0.29 of 100 samples are 29, though the double below 0.29 has less.
     *
     * @param share the share of the first part, in [0, 1]
     * @return both parts, copies
     * @throws IllegalArgumentException if the share is not in [0, 1]
     */
    public Split split(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0 <= share <= 1)");
        }
        int cut = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(size())).intValue();
        return new Split(part(0, cut), part(cut, size()));
    }

    private Dataset part(int from, int to) {
        return new Dataset(
                width,
                classes,
                Arrays.copyOfRange(features, from * width, to * width),
                Arrays.copyOfRange(labels, from, to));
    }

    /**
     * The two parts of a data set.
     *
     * @param first the first samples
     * @param second the others
     */
    public record Split(Dataset first, Dataset second) {}
}
