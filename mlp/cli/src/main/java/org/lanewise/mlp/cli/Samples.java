package org.lanewise.mlp.cli;

/**
 * Samples without labels.
 *
 * @param width features of each
 * @param features {@code [size, width]}, row-major
 */
record Samples(int width, float[] features) {
    int size() {
        return features.length / width;
    }
}
