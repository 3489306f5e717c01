package org.lanewise.mlp.data;

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
}
