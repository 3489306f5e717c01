package org.lanewise.mlp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetTest {
    @ParameterizedTest
    @CsvSource({
        "10, 0.8, 8",
        "10, 0, 0",
        "10, 1, 10",
        "3, 0.5, 1",
        "10000, 0.8, 8000",
        "0, 0.5, 0",
        "100, 0.29, 29",
        "100, 0.57, 57"
    })
    void firstPartIsTheFloorOfTheShare(int size, double share, int expected) {
        Dataset.Split split = numbered(size, 2).split(share);
        assertEquals(expected, split.first().size());
        assertEquals(size - expected, split.second().size());
    }

    @Property
    void partsFollowEachOtherAndKeepEverything(
            @ForAll @IntRange(max = 40) int size,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @DoubleRange(max = 1) double share) {
        Dataset whole = numbered(size, width);
        Dataset.Split split = whole.split(share);
        float[] features = new float[size * width];
        int[] labels = new int[size];
        int cut = split.first().size();
        System.arraycopy(split.first().features(), 0, features, 0, cut * width);
        System.arraycopy(split.second().features(), 0, features, cut * width, (size - cut) * width);
        System.arraycopy(split.first().labels(), 0, labels, 0, cut);
        System.arraycopy(split.second().labels(), 0, labels, cut, size - cut);
        assertArrayEquals(whole.features(), features);
        assertArrayEquals(whole.labels(), labels);
        assertEquals(width, split.first().width());
        assertEquals(whole.classes(), split.second().classes());
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.1", "NaN"})
    void shareOutOfRange(double share) {
        Dataset data = numbered(4, 1);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> data.split(share));
        assertEquals("share: " + share + " (expected: 0 <= share <= 1)", e.getMessage());
    }

    @Test
    void partsAreCopies() {
        Dataset data = numbered(2, 1);
        data.split(0.5).first().features()[0] = 99;
        assertEquals(0, data.features()[0]);
    }

    /** Every feature is another number; the labels are 0 to 6 in turn. */
    private static Dataset numbered(int size, int width) {
        float[] features = new float[size * width];
        int[] labels = new int[size];
        for (int i = 0; i < features.length; i++) {
            features[i] = i;
        }
        for (int i = 0; i < size; i++) {
            labels[i] = i % 7;
        }
        return new Dataset(width, 7, features, labels);
    }
}
