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

/** An activation of the caller's may throw, and may multiply, without spoiling a product on the same thread. */
class CallersActivationTest {
    // Several blocks, so that a product goes on after its first activation.
    private static final int N = 300;

    @Test
    void afterOneThatThrowsTheNextProductIsRight() {
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

    @Test
    void anActivationMayMultiply() {
        float[] ones = new float[N * N];
        Arrays.fill(ones, 1);
        float[] inner = new float[N * N];
        float[] c = new float[N * N];
        Elementwise multiplying = (length, x, xOffset, y, yOffset) ->
                Gemm.gemm(Transpose.NO, Transpose.NO, N, N, N, 1, ones, 0, N, ones, 0, N, 0, inner, 0, N);
        Gemm.dense(
                Transpose.NO,
                Transpose.NO,
                N,
                N,
                N,
                ones,
                0,
                N,
                ones,
                0,
                N,
                new Epilogue(ones, 0, multiplying),
                c,
                0,
                N,
                Parallelism.SEQUENTIAL);
        for (int i = 0; i < c.length; i++) {
            assertEquals(N + 1, c[i]);
            assertEquals(N, inner[i]);
        }
    }
}
