package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * What an optimizer does to parameters, each in one fused pass, and the search for values that are not finite.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Updates {
    private Updates() {}

    /**
     * Gradient descent: {@code w := fma(−rate, g, w)}.
     *
     * @param length parameters, ≥ 0
     * @param rate learning rate, finite
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if length is negative, rate not finite, an array null, or the spans overlap
     *     shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void gradientDescent(
            int length, float rate, float[] gradients, int gradientsOffset, float[] parameters, int parametersOffset) {
        Check.size("length", length);
        Check.finite("rate", rate);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apartOrSame("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        KernelSets.ACTIVE
                .updates()
                .gradientDescent(length, rate, gradients, gradientsOffset, parameters, parametersOffset);
    }

    /**
     * One step of Adam (Kingma, Ba: Adam, ICLR 2015, algorithm 1):
     *
     * <pre>
     * m := fma(beta1, m, (1 − beta1)·g)
     * v := fma(beta2, v, ((1 − beta2)·g)·g)
     * w := fma(−rate/(1 − beta1ᵗ), m / (√v · 1/√(1 − beta2ᵗ) + epsilon), w)
     * </pre>
     *
     * <p>Each operation is rounded to float; the two factors that depend on t alone are computed in double and rounded
     * once.
     *
     * @param length parameters, ≥ 0
     * @param step t, the number of this step, from 1
     * @param rate learning rate, finite
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param epsilon added to the root, &gt; 0
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param firstMoments m, {@code [length]}, updated in place
     * @param firstMomentsOffset index of the first
     * @param secondMoments v, {@code [length]}, updated in place
     * @param secondMomentsOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an array null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void adam(
            int length,
            long step,
            float rate,
            float beta1,
            float beta2,
            float epsilon,
            float[] gradients,
            int gradientsOffset,
            float[] firstMoments,
            int firstMomentsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        Check.size("length", length);
        if (step < 1) {
            throw new IllegalArgumentException("step: " + step + " (expected: >= 1)");
        }
        Check.finite("rate", rate);
        decay("beta1", beta1);
        decay("beta2", beta2);
        if (!(epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("epsilon: " + epsilon + " (expected: > 0 and finite)");
        }
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("firstMoments", firstMoments, firstMomentsOffset, length);
        Check.vector("secondMoments", secondMoments, secondMomentsOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        apart("firstMoments", firstMoments, firstMomentsOffset, "gradients", gradients, gradientsOffset, length);
        apart("secondMoments", secondMoments, secondMomentsOffset, "gradients", gradients, gradientsOffset, length);
        apart(
                "secondMoments",
                secondMoments,
                secondMomentsOffset,
                "firstMoments",
                firstMoments,
                firstMomentsOffset,
                length);
        apart("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        apart("parameters", parameters, parametersOffset, "firstMoments", firstMoments, firstMomentsOffset, length);
        apart("parameters", parameters, parametersOffset, "secondMoments", secondMoments, secondMomentsOffset, length);
        float stepRate = (float) (rate / (1 - StrictMath.pow(beta1, step)));
        float rootCorrection = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step)));
        KernelSets.ACTIVE
                .updates()
                .adam(
                        length,
                        stepRate,
                        beta1,
                        beta2,
                        epsilon,
                        rootCorrection,
                        gradients,
                        gradientsOffset,
                        firstMoments,
                        firstMomentsOffset,
                        secondMoments,
                        secondMomentsOffset,
                        parameters,
                        parametersOffset);
    }

    /**
     * The first element that is NaN or infinite.
     *
     * @param length elements, ≥ 0
     * @param x {@code [length]}, read
     * @param xOffset index of the first element
     * @return its position counted from {@code xOffset}, or −1 if all are finite
     * @throws IllegalArgumentException if length is negative or the array null
     * @throws IndexOutOfBoundsException if the span does not lie in the array
     */
    public static int firstNonFinite(int length, float[] x, int xOffset) {
        Check.size("length", length);
        Check.vector("x", x, xOffset, length);
        return KernelSets.ACTIVE.updates().firstNonFinite(length, x, xOffset);
    }

    private static void decay(String name, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 <= " + name + " < 1)");
        }
    }

    private static void apart(
            String outputName, float[] output, int outputOffset, String name, float[] input, int offset, int length) {
        Check.apart(outputName, output, outputOffset, 1, length, length, name, input, offset, 1, length, length);
    }
}
