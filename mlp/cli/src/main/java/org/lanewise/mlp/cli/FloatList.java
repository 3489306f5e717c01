package org.lanewise.mlp.cli;

import java.util.Arrays;

/** A growing array of floats. */
final class FloatList {
    private float[] elements = new float[1024];
    private int size;

    void add(float value) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Growth.of(size));
        }
        elements[size++] = value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
