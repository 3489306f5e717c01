package org.lanewise.mlp.cli;

import java.util.Arrays;

/** A growing array of ints. */
final class IntList {
    private int[] elements = new int[1024];
    private int size;

    void add(int value) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Growth.of(size));
        }
        elements[size++] = value;
    }

    int[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
