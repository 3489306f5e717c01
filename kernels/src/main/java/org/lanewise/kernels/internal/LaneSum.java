package org.lanewise.kernels.internal;

/**
 * The order of every sum that a user sees: 16 virtual lanes, whatever the hardware has. Number i goes to lane i mod 16,
 * each lane adds in ascending order from 0, then lane l + 8 is folded into l, l + 4, l + 2, l + 1. 16 floats are the
 * widest vector of today, so every width can hold its share of the lanes.
 */
public final class LaneSum {
    /** How many virtual lanes. */
    public static final int LANES = 16;

    private LaneSum() {}

    /** The lane sum of a span of floats, in float. */
    public static float sum(int length, float[] x, int xOffset) {
        return fold(0, 1, length, x, xOffset);
    }

    /** The lane sum of the squared differences of two spans: differences rounded to float, the rest in double. */
    public static double sumOfSquaredDifferences(int length, float[] x, int xOffset, float[] y, int yOffset) {
        return foldSquares(0, 1, length, x, xOffset, y, yOffset);
    }

    /** The lane sum of the squares, in double, where they are exact. */
    public static double sumOfSquares(int length, float[] x, int xOffset) {
        return foldPowers(0, 1, length, true, x, xOffset);
    }

    /** The lane sum of the magnitudes, in double. */
    public static double sumOfMagnitudes(int length, float[] x, int xOffset) {
        return foldPowers(0, 1, length, false, x, xOffset);
    }

    /** The sum of the lanes, which are overwritten. */
    public static double fold(double[] lanes) {
        for (int half = LANES / 2; half >= 1; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }

    /** The lane sum of {@code x·g} over the elements with x not positive, in double, where each product is exact. */
    public static double sumOfProductsWhereNotPositive(int length, float[] x, int xOffset, float[] g, int gOffset) {
        return foldProducts(0, 1, length, x, xOffset, g, gOffset);
    }

    /** The lane sum of Huber's function of each number, in double. */
    public static double sumOfHuber(int length, double delta, float[] x, int xOffset) {
        return foldHuber(0, 1, length, delta, x, xOffset);
    }

    /** Huber's function: x&sup2;/2 up to delta in size, from there on the line that goes on with its slope. */
    public static double huber(double delta, double x) {
        double size = Math.abs(x);
        return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
    }

    // Lanes first, first + stride, first + 2·stride, …: the upper half of them is folded into the lower.
    private static float fold(int first, int stride, int length, float[] x, int xOffset) {
        if (stride < LANES) {
            return fold(first, 2 * stride, length, x, xOffset) + fold(first + stride, 2 * stride, length, x, xOffset);
        }
        float sum = 0;
        for (int i = first; i < length; i += LANES) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    private static double foldProducts(
            int first, int stride, int length, float[] x, int xOffset, float[] g, int gOffset) {
        if (stride < LANES) {
            return foldProducts(first, 2 * stride, length, x, xOffset, g, gOffset)
                    + foldProducts(first + stride, 2 * stride, length, x, xOffset, g, gOffset);
        }
        double sum = 0;
        for (int i = first; i < length; i += LANES) {
            if (!(x[xOffset + i] > 0)) {
                sum += (double) x[xOffset + i] * g[gOffset + i];
            }
        }
        return sum;
    }

    private static double foldHuber(int first, int stride, int length, double delta, float[] x, int xOffset) {
        if (stride < LANES) {
            return foldHuber(first, 2 * stride, length, delta, x, xOffset)
                    + foldHuber(first + stride, 2 * stride, length, delta, x, xOffset);
        }
        double sum = 0;
        for (int i = first; i < length; i += LANES) {
            sum += huber(delta, x[xOffset + i]);
        }
        return sum;
    }

    private static double foldSquares(
            int first, int stride, int length, float[] x, int xOffset, float[] y, int yOffset) {
        if (stride < LANES) {
            return foldSquares(first, 2 * stride, length, x, xOffset, y, yOffset)
                    + foldSquares(first + stride, 2 * stride, length, x, xOffset, y, yOffset);
        }
        double sum = 0;
        for (int i = first; i < length; i += LANES) {
            double difference = x[xOffset + i] - y[yOffset + i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double foldPowers(int first, int stride, int length, boolean squares, float[] x, int xOffset) {
        if (stride < LANES) {
            return foldPowers(first, 2 * stride, length, squares, x, xOffset)
                    + foldPowers(first + stride, 2 * stride, length, squares, x, xOffset);
        }
        double sum = 0;
        for (int i = first; i < length; i += LANES) {
            double element = x[xOffset + i];
            sum += squares ? element * element : Math.abs(element);
        }
        return sum;
    }
}
