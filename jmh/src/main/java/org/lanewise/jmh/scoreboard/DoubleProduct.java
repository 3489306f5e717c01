package org.lanewise.jmh.scoreboard;

import java.util.stream.IntStream;

/**
 * The product in double precision, and how far a float product may be from it: in each element γₖ·|op(A)|·|op(B)|,
 * γₖ = k·u/(1 − k·u), u = 2⁻²⁴, whatever the order of the sum (Higham: Accuracy and Stability of Numerical Algorithms,
 * section 3.5).
 */
final class DoubleProduct {
    private static final double U = 0x1p-24;

    private final Shape shape;
    private final double[] values;
    private final double[] magnitudes;

    DoubleProduct(Operands operands) {
        this.shape = operands.shape();
        this.values = new double[shape.m() * shape.n()];
        this.magnitudes = new double[shape.m() * shape.n()];
        float[] b = shape.transposedB() ? transpose(operands.b(), shape.n(), shape.k()) : operands.b();
        IntStream.range(0, shape.m()).parallel().forEach(i -> row(i, operands.a(), b));
    }

    private void row(int i, float[] a, float[] b) {
        double[] sums = new double[shape.n()];
        double[] sizes = new double[shape.n()];
        for (int p = 0; p < shape.k(); p++) {
            add(shape.transposedA() ? a[p * shape.m() + i] : a[i * shape.k() + p], b, p * shape.n(), sums, sizes);
        }
        System.arraycopy(sums, 0, values, i * shape.n(), shape.n());
        System.arraycopy(sizes, 0, magnitudes, i * shape.n(), shape.n());
    }

    private static void add(double factor, float[] b, int bOffset, double[] sums, double[] sizes) {
        for (int j = 0; j < sums.length; j++) {
            double term = factor * b[bOffset + j];
            sums[j] += term;
            sizes[j] += Math.abs(term);
        }
    }

    private static float[] transpose(float[] matrix, int rows, int columns) {
        float[] transposed = new float[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = matrix[i * columns + j];
            }
        }
        return transposed;
    }

    /**
     * Checks a result.
     *
     * @param who named in the message
     * @param c the product, row-major
     * @throws ArithmeticException if an element is outside of the bound or NaN
     */
    void check(String who, float[] c) {
        double gamma = shape.k() * U / (1 - shape.k() * U);
        for (int i = 0; i < c.length; i++) {
            // Turned round, so that NaN fails.
            if (!(Math.abs(c[i] - values[i]) <= gamma * magnitudes[i])) {
                throw new ArithmeticException("%s, %s: C[%d, %d] is %s (expected: %s ± %.2g)"
                        .formatted(who, shape, i / shape.n(), i % shape.n(), c[i], values[i], gamma * magnitudes[i]));
            }
        }
    }
}
