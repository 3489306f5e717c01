package org.lanewise.jmh.scoreboard;

import org.lanewise.kernels.CounterRandom;

/**
 * What is multiplied.
 *
 * @param shape the product
 * @param a A as stored
 * @param b B as stored
 */
public record Operands(Shape shape, float[] a, float[] b) {
    /**
     * Operands of random numbers in [−1, 1), always the same ones.
     *
     * @param shape the product
     * @return the operands
     */
    public static Operands random(Shape shape) {
        return new Operands(
                shape,
                uniform(Math.multiplyExact(shape.m(), shape.k()), 0),
                uniform(Math.multiplyExact(shape.k(), shape.n()), 1));
    }

    private static float[] uniform(int length, int stream) {
        CounterRandom random = new CounterRandom(1, stream);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.uniform(i) - 1;
        }
        return values;
    }
}
