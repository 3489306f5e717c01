package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.PackedMatrix;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;

/** An activation of the caller's that throws must not spoil the products that come after it on the same thread. */
class FailedActivationTest {
    private static final int N = 64;

    @Test
    void theNextProductIsRight() {
        float[] ones = new float[N * N];
        Arrays.fill(ones, 1);
        float[] twos = new float[N * N];
        Arrays.fill(twos, 2);
        float[] c = new float[N * N];
        Elementwise failing = (length, x, xOffset, y, yOffset) -> {
            throw new IllegalStateException("on purpose");
        };
        PackedMatrix packed = PackedMatrix.pack(Transpose.NO, N, N, ones, 0, N);
        assertThrows(
                IllegalStateException.class,
                () -> Gemm.dense(
                        Transpose.NO,
                        N,
                        ones,
                        0,
                        N,
                        packed,
                        new Epilogue(null, 0, failing),
                        c,
                        0,
                        N,
                        Parallelism.SEQUENTIAL));
        Gemm.gemm(Transpose.NO, Transpose.NO, N, N, N, 1, ones, 0, N, twos, 0, N, 0, c, 0, N);
        for (float element : c) {
            assertEquals(2 * N, element);
        }
    }
}
