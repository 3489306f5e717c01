package org.lanewise.mlp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
    private static final int PIXELS = 28 * 28;

    @Property(tries = 50)
    void sampleDependsOnSeedAndIndexOnly(
            @ForAll long seed, @ForAll @IntRange(max = 40) int shorter, @ForAll @IntRange(max = 40) int more) {
        Dataset some = SyntheticDigits.generate(shorter, seed);
        Dataset all = SyntheticDigits.generate(shorter + more, seed);
        assertArrayEquals(some.features(), Arrays.copyOf(all.features(), some.features().length));
        assertArrayEquals(some.labels(), Arrays.copyOf(all.labels(), shorter));
    }

    @Test
    void everyTenHoldEachDigitOnceInVaryingOrder() {
        int[] labels = SyntheticDigits.generate(1000, 5).labels();
        boolean varies = false;
        for (int i = 0; i < labels.length; i += 10) {
            int[] ten = Arrays.copyOfRange(labels, i, i + 10);
            varies |= !Arrays.equals(ten, Arrays.copyOf(labels, 10));
            Arrays.sort(ten);
            assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, ten);
        }
        assertTrue(varies);
    }

    @Property(tries = 20)
    void pixelsAreGreyLevelsWithPaperAndInk(@ForAll long seed) {
        Dataset digits = SyntheticDigits.generate(10, seed);
        assertEquals(PIXELS, digits.width());
        assertEquals(10, digits.classes());
        for (int sample = 0; sample < 10; sample++) {
            int ink = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                float grey = digits.features()[sample * PIXELS + pixel];
                assertTrue(grey >= 0 && grey <= 1);
                assertEquals(Math.round(grey * 255) / 255f, grey);
                ink += grey > 0.5f ? 1 : 0;
            }
            assertTrue(ink >= 8 && ink < PIXELS / 2, "dark pixels of digit " + digits.labels()[sample] + ": " + ink);
        }
    }

    @Test
    void seedsAndSamplesDiffer() {
        float[] a = SyntheticDigits.generate(20, 1).features();
        float[] b = SyntheticDigits.generate(20, 2).features();
        assertFalse(Arrays.equals(a, b));
        for (int i = 1; i < 20; i++) {
            assertFalse(Arrays.equals(a, 0, PIXELS, a, i * PIXELS, (i + 1) * PIXELS));
        }
    }

    /**
     * A far simpler learner than a network tells them apart: the class whose mean image is nearest. A tenth would be
     * chance; everything would mean that the digits hardly vary.
     */
    @Test
    void nearestMeanRecognisesMostButNotAll() {
        Dataset.Split split = SyntheticDigits.generate(3000, 11).split(2.0 / 3);
        float[][] means = new float[10][PIXELS];
        Dataset first = split.first();
        for (int i = 0; i < first.size(); i++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                means[first.labels()[i]][pixel] += first.features()[i * PIXELS + pixel] * 10 / first.size();
            }
        }
        Dataset second = split.second();
        int right = 0;
        for (int i = 0; i < second.size(); i++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int digit = 0; digit < 10; digit++) {
                double distance = 0;
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    double difference = means[digit][pixel] - second.features()[i * PIXELS + pixel];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    nearest = digit;
                }
            }
            right += nearest == second.labels()[i] ? 1 : 0;
        }
        double accuracy = right / (double) second.size();
        assertTrue(accuracy > 0.65 && accuracy < 0.95, "accuracy: " + accuracy);
    }

    /** The pixels are the same on every machine; a change of the drawing changes this number and every user's data. */
    @Test
    void pixelsAreTheSameEverywhere() {
        Dataset digits = SyntheticDigits.generate(100, 42);
        CRC32 checksum = new CRC32();
        for (float grey : digits.features()) {
            checksum.update(Math.round(grey * 255));
        }
        for (int label : digits.labels()) {
            checksum.update(label);
        }
        assertEquals("2b52da66", Long.toHexString(checksum.getValue()));
    }

    @Test
    void countOutOfRange() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SyntheticDigits.generate(-1, 0));
        assertEquals("count: -1 (expected: 0 <= count <= 2739137)", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SyntheticDigits.generate(2739138, 0));
        assertEquals(0, SyntheticDigits.generate(0, 0).size());
    }
}
