package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InitializationTest {
    private static final int FAN_IN = 300;
    private static final int FAN_OUT = 200;

    /** Variances by the papers for fanIn 300 and fanOut 200; the kurtosis tells uniform (1.8) from normal (3). */
    @ParameterizedTest
    @CsvSource({
        "HE_NORMAL,       0.0066666667, 3",
        "HE_UNIFORM,      0.0066666667, 1.8",
        "GLOROT_NORMAL,   0.004,        3",
        "GLOROT_UNIFORM,  0.004,        1.8",
        "FAN_IN_UNIFORM,  0.0011111111, 1.8",
    })
    void momentsAreThePapers(Initialization initialization, double variance, double kurtosis) {
        float[] weights = weights(initialization, new Mlp(List.of(new Dense(FAN_IN, FAN_OUT))), 0, 11);
        double n = weights.length;
        double mean = 0;
        for (float w : weights) {
            mean += w / n;
        }
        double second = 0;
        double fourth = 0;
        for (float w : weights) {
            second += w * (double) w / n;
            fourth += Math.pow(w, 4) / n;
        }
        // Within five standard deviations of each estimate.
        assertEquals(0, mean, 5 * Math.sqrt(variance / n));
        assertEquals(variance, second, 5 * variance * Math.sqrt((kurtosis - 1) / n));
        // The variances of the fourth powers: 96 and 0.7 (105 − 9, and 81/9 − 81/25 = 5.76) of σ⁸.
        double spread = kurtosis == 3 ? Math.sqrt(96) : 2.4;
        assertEquals(kurtosis, fourth / (variance * variance), 5 * spread / Math.sqrt(n));
    }

    @ParameterizedTest
    @CsvSource({"HE_UNIFORM, 0.14142136", "GLOROT_UNIFORM, 0.10954452", "FAN_IN_UNIFORM, 0.057735026"})
    void uniformWeightsFillTheirRange(Initialization initialization, float limit) {
        float[] weights = weights(initialization, new Mlp(List.of(new Dense(FAN_IN, FAN_OUT))), 0, 5);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float w : weights) {
            least = Math.min(least, w);
            most = Math.max(most, w);
        }
        // Of 60,000 uniform numbers, one lies in each outermost thousandth but for e⁻³⁰.
        assertTrue(least >= -limit && least < -0.998f * limit, "least: " + least);
        assertTrue(most <= limit && most > 0.998f * limit, "most: " + most);
    }

    @ParameterizedTest
    @EnumSource
    void biasesAreZeroWhateverTheyWere(Initialization initialization) {
        Mlp model = new Mlp(List.of(new Dense(3, 4), Activation.TANH, new Dense(4, 2)));
        Arrays.fill(model.parameters(), 7);
        initialization.apply(model, 1);
        for (int layer : new int[] {0, 2}) {
            int fanOut = ((Dense) model.layers().get(layer)).fanOut();
            int bias = model.biasOffset(layer);
            assertArrayEquals(new float[fanOut], Arrays.copyOfRange(model.parameters(), bias, bias + fanOut));
        }
        for (int layer : new int[] {0, 2}) {
            for (int w = model.weightsOffset(layer); w < model.biasOffset(layer); w++) {
                assertTrue(Math.abs(model.parameters()[w]) < 7, "weight " + w);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void seedsAndLayersDifferAndTheSameSeedGivesTheSameBits(Initialization initialization) {
        Mlp model = new Mlp(List.of(new Dense(16, 16), new Dense(16, 16)));
        float[] first = weights(initialization, model, 0, 3);
        float[] second = weights(initialization, model, 1, 3);
        assertArrayEquals(first, weights(initialization, model, 0, 3));
        assertEquals(0, equalElements(first, second));
        assertEquals(0, equalElements(first, weights(initialization, model, 0, 4)));
        assertEquals(0, equalElements(first, weights(initialization, model, 0, 3L << 32)));
    }

    @ParameterizedTest
    @EnumSource
    void noTwoNeuronsStartEqual(Initialization initialization) {
        Mlp model = new Mlp(List.of(new Dense(2, 50)));
        float[] weights = weights(initialization, model, 0, 9);
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < i; j++) {
                assertFalse(weights[i] == weights[j] && weights[50 + i] == weights[50 + j], i + " and " + j);
            }
        }
    }

    @Test
    void samplesAreShuffledFromOtherNumbersThanTheWeights() {
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                assertTrue(RandomStreams.initialization(1, i).bits(0)
                        != RandomStreams.sampleOrder(1, j).bits(0));
            }
        }
    }

    private static float[] weights(Initialization initialization, Mlp model, int layer, long seed) {
        initialization.apply(model, seed);
        return Arrays.copyOfRange(model.parameters(), model.weightsOffset(layer), model.biasOffset(layer));
    }

    private static int equalElements(float[] x, float[] y) {
        int equal = 0;
        for (int i = 0; i < x.length; i++) {
            equal += x[i] == y[i] ? 1 : 0;
        }
        return equal;
    }
}
