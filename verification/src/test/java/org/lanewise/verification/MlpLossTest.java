package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;

/** What {@link MlpLoss} refuses. */
class MlpLossTest {
    private static final Mlp WIDE = new Mlp(List.of(new Dense(4, 2)));

    /** 2³⁰ · 4 is 0 in 32 bits, and 2³⁰ · 2 negative. */
    @Test
    void sizesBeyondTheRangeOfInt() {
        assertRefused(
                "inputs: 0 (expected: batch * inputWidth = 4294967296)",
                () -> MlpLoss.sumOfSquares(WIDE, 1 << 30, new float[0], new float[0]));
        Mlp oneInput = new Mlp(List.of(new Dense(1, 4)));
        assertRefused(
                "targets: 0 (expected: batch * outputWidth = 12)",
                () -> MlpLoss.sumOfSquares(oneInput, 3, new float[3], new float[0]));
    }

    @Test
    void sizesOfLabels() {
        assertRefused(
                "labels: 1 (expected: batch = 2)",
                () -> MlpLoss.softmaxCrossEntropy(WIDE, 2, new float[8], new int[1]));
        assertRefused(
                "batch: 0 (expected: >= 1)", () -> MlpLoss.softmaxCrossEntropy(WIDE, 0, new float[0], new int[0]));
        assertRefused(
                "inputs: 7 (expected: batch * inputWidth = 8)",
                () -> MlpLoss.softmaxCrossEntropy(WIDE, 2, new float[7], new int[2]));
        assertRefused(
                "labels[1]: 2 (expected: 0 <= label < outputWidth = 2)",
                () -> MlpLoss.softmaxCrossEntropy(WIDE, 2, new float[8], new int[] {0, 2}));
    }

    /** Labels 0 and 1 of a single output are targets. */
    @Test
    void labelsOfASingleOutput() {
        Mlp single = new Mlp(List.of(new Dense(1, 1)));
        assertRefused(
                "labels[1]: 1 (expected: 0 <= label < outputWidth = 1; targets of a single output are numbers: give them "
                        + "as a float[])",
                () -> MlpLoss.of(Loss.BINARY_CROSS_ENTROPY, single, 2, new float[2], new int[] {0, 1}));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
