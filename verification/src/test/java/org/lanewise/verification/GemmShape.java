package org.lanewise.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;
import org.lanewise.mlp.Activation;

/**
 * A product relu(A·B), whose result is known.
 *
 * @param expected of the same product when nothing else ran
 */
record GemmShape(int m, int n, int k, Transpose transB, float[] a, float[] b, float[] expected) {
    private static final class OnPurpose extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** So many products: rows, columns, small and large ones. */
    static List<GemmShape> any(int count, SplittableRandom random) {
        List<GemmShape> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int m = i % 3 == 0 ? 1 : random.nextInt(1, 140);
            int n = i % 5 == 0 ? random.nextInt(1, 12) : random.nextInt(1, 300);
            int k = random.nextInt(1, i % 2 == 0 ? 40 : 600);
            float[] a = Numbers.UNIFORM.array(m * k, random);
            float[] b = Numbers.UNIFORM.array(k * n, random);
            Transpose transB = random.nextBoolean() ? Transpose.YES : Transpose.NO;
            GemmShape shape = new GemmShape(m, n, k, transB, a, b, new float[m * n]);
            shape.multiply(Activation.RELU::forward, shape.expected, Parallelism.SEQUENTIAL);
            shapes.add(shape);
        }
        return shapes;
    }

    /**
     * Computes the product and compares it.
     *
     * @param fails whether the activation fails at the last element
     * @param inner a product that the activation computes, or null
     * @return whether it came to its end, and so was right
     */
    boolean check(Parallelism parallelism, boolean fails, GemmShape inner) {
        float[] c = new float[m * n];
        Arrays.fill(c, Float.NaN);
        Elementwise activation = (length, x, xOffset, y, yOffset) -> {
            if (inner != null) {
                inner.check(Parallelism.SEQUENTIAL, false, null);
            }
            if (fails && yOffset + length == c.length) {
                throw new OnPurpose();
            }
            Activation.RELU.forward(length, x, xOffset, y, yOffset);
        };
        try {
            multiply(activation, c, parallelism);
        } catch (OnPurpose e) {
            return false;
        }
        if (fails) {
            throw new AssertionError("the activation failed, and nobody saw it");
        }
        Bits.assertSame("C", expected, c);
        return true;
    }

    private void multiply(Elementwise activation, float[] c, Parallelism parallelism) {
        int ldb = transB == Transpose.YES ? k : n;
        Epilogue epilogue = new Epilogue(null, 0, activation);
        Gemm.dense(Transpose.NO, transB, m, n, k, a, 0, k, b, 0, ldb, epilogue, c, 0, n, parallelism);
    }
}
