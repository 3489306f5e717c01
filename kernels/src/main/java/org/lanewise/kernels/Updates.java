package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;
import org.lanewise.kernels.internal.PenalizedGradient;
import org.lanewise.kernels.internal.UpdateKernels;

/**
 * What an optimizer does to parameters, each in one fused pass, and the search for values that are not finite.
 *
 * <p>What an optimizer keeps, v, m and s below, is set to +0 where its formula gives less than 2⁻¹²⁶ in magnitude; a NaN stays.
 * Of units that are dead it decays, and would for good stay at the smallest subnormal numbers, with which processors are
 * slow: a step of 64-128-128-1 by Adam took a quarter longer after 40,000 steps (Zen 5).
 *
 * <p>A {@link Penalty} adds its gradient to g before the update sees it: {@code g := fma(l2, w, g + l1 · sign(w))}, in
 * scratch of the thread; the gradients themselves are only read. With {@link Penalty#NONE} the gradients serve as they
 * are. A NaN in g or in what is kept makes its parameter NaN and no other.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Updates {
    private Updates() {}

    /**
     * Gradient descent: {@code w := fma(−rate, g, w)} (Robbins, Monro: A Stochastic Approximation Method, 1951). Here the
     * parameters may be the same elements as the gradients.
     *
     * @param length parameters, ≥ 0
     * @param rate learning rate, finite
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or the spans overlap shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void gradientDescent(
            int length,
            float rate,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] parameters,
            int parametersOffset) {
        Check.size("length", length);
        Check.finite("rate", rate);
        Check.present("penalty", penalty);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apartOrSame("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        UpdateKernels kernels = KernelSets.ACTIVE.updates();
        float[] source = PenalizedGradient.array(gradients, penalty);
        int chunk = PenalizedGradient.chunk(length, penalty);
        for (int i = 0; i < length; i += chunk) {
            int count = Math.min(chunk, length - i);
            int sourceOffset = PenalizedGradient.fill(
                    count, penalty, gradients, gradientsOffset + i, parameters, parametersOffset + i, source);
            kernels.gradientDescent(count, rate, source, sourceOffset, parameters, parametersOffset + i);
        }
    }

    /**
     * Gradient descent with momentum (Polyak: Some methods of speeding up the convergence of iteration methods, 1964;
     * Goodfellow, Bengio, Courville: Deep Learning, algorithm 8.2):
     *
     * <pre>
     * v := fma(momentum, v, g)
     * w := fma(−rate, v, w)
     * </pre>
     *
     * <p>The textbook's velocity is −rate · v, which is the same for a constant rate; this is PyTorch's form.
     *
     * @param length parameters, ≥ 0
     * @param rate learning rate, finite
     * @param momentum μ, in [0, 1)
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param velocities v, {@code [length]}, updated in place
     * @param velocitiesOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void momentum(
            int length,
            float rate,
            float momentum,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        Check.size("length", length);
        Check.finite("rate", rate);
        Check.decay("momentum", momentum);
        Check.present("penalty", penalty);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("velocities", velocities, velocitiesOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apart("velocities", velocities, velocitiesOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart("parameters", parameters, parametersOffset, "velocities", velocities, velocitiesOffset, length);
        UpdateKernels kernels = KernelSets.ACTIVE.updates();
        float[] source = PenalizedGradient.array(gradients, penalty);
        int chunk = PenalizedGradient.chunk(length, penalty);
        for (int i = 0; i < length; i += chunk) {
            int count = Math.min(chunk, length - i);
            int sourceOffset = PenalizedGradient.fill(
                    count, penalty, gradients, gradientsOffset + i, parameters, parametersOffset + i, source);
            kernels.momentum(
                    count,
                    rate,
                    momentum,
                    source,
                    sourceOffset,
                    velocities,
                    velocitiesOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    /**
     * Nesterov's momentum, with the gradient taken where the velocity will lead, and the parameters kept there
     * (Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep learning, ICML 2013;
     * in the form of Bengio, Boulanger-Lewandowski, Pascanu: Advances in optimizing recurrent networks, ICASSP 2013,
     * section 3.5):
     *
     * <pre>
     * v := fma(momentum, v, g)
     * w := fma(−rate, fma(momentum, v, g), w)
     * </pre>
     *
     * @param length parameters, ≥ 0
     * @param rate learning rate, finite
     * @param momentum μ, in [0, 1)
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param velocities v, {@code [length]}, updated in place
     * @param velocitiesOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void nesterov(
            int length,
            float rate,
            float momentum,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] velocities,
            int velocitiesOffset,
            float[] parameters,
            int parametersOffset) {
        Check.size("length", length);
        Check.finite("rate", rate);
        Check.decay("momentum", momentum);
        Check.present("penalty", penalty);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("velocities", velocities, velocitiesOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apart("velocities", velocities, velocitiesOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart("parameters", parameters, parametersOffset, "velocities", velocities, velocitiesOffset, length);
        UpdateKernels kernels = KernelSets.ACTIVE.updates();
        float[] source = PenalizedGradient.array(gradients, penalty);
        int chunk = PenalizedGradient.chunk(length, penalty);
        for (int i = 0; i < length; i += chunk) {
            int count = Math.min(chunk, length - i);
            int sourceOffset = PenalizedGradient.fill(
                    count, penalty, gradients, gradientsOffset + i, parameters, parametersOffset + i, source);
            kernels.nesterov(
                    count,
                    rate,
                    momentum,
                    source,
                    sourceOffset,
                    velocities,
                    velocitiesOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    /**
     * RMSProp (Tieleman, Hinton: Lecture 6.5, Coursera: Neural Networks for Machine Learning, 2012; epsilon outside the
     * root, as PyTorch has it):
     *
     * <pre>
     * s := fma(decay, s, ((1 − decay)·g)·g)
     * w := fma(−rate, g / (√s + epsilon), w)
     * </pre>
     *
     * <p>Each operation is rounded to float.
     *
     * @param length parameters, ≥ 0
     * @param rate learning rate, finite
     * @param decay of the mean of the squares, in [0, 1)
     * @param epsilon added to the root, &gt; 0, finite
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param secondMoments s, {@code [length]}, updated in place
     * @param secondMomentsOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void rmsProp(
            int length,
            float rate,
            float decay,
            float epsilon,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        Check.size("length", length);
        Check.finite("rate", rate);
        Check.decay("decay", decay);
        Check.positiveFinite("epsilon", epsilon);
        Check.present("penalty", penalty);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("secondMoments", secondMoments, secondMomentsOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apart(
                "secondMoments", secondMoments, secondMomentsOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart(
                "parameters",
                parameters,
                parametersOffset,
                "secondMoments",
                secondMoments,
                secondMomentsOffset,
                length);
        UpdateKernels kernels = KernelSets.ACTIVE.updates();
        float[] source = PenalizedGradient.array(gradients, penalty);
        int chunk = PenalizedGradient.chunk(length, penalty);
        for (int i = 0; i < length; i += chunk) {
            int count = Math.min(chunk, length - i);
            int sourceOffset = PenalizedGradient.fill(
                    count, penalty, gradients, gradientsOffset + i, parameters, parametersOffset + i, source);
            kernels.rmsProp(
                    count,
                    rate,
                    decay,
                    epsilon,
                    source,
                    sourceOffset,
                    secondMoments,
                    secondMomentsOffset + i,
                    parameters,
                    parametersOffset + i);
        }
    }

    /**
     * One step of Adam (Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1):
     *
     * <pre>
     * m := fma(beta1, m, (1 − beta1)·g)
     * v := fma(beta2, v, ((1 − beta2)·g)·g)
     * w := fma(−rate/(1 − beta1ᵗ), m / fma(√v, 1/√(1 − beta2ᵗ), epsilon), w)
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
     * @param epsilon added to the root, &gt; 0, finite
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param firstMoments m, {@code [length]}, updated in place
     * @param firstMomentsOffset index of the first
     * @param secondMoments v, {@code [length]}, updated in place
     * @param secondMomentsOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void adam(
            int length,
            long step,
            float rate,
            float beta1,
            float beta2,
            float epsilon,
            Penalty penalty,
            float[] gradients,
            int gradientsOffset,
            float[] firstMoments,
            int firstMomentsOffset,
            float[] secondMoments,
            int secondMomentsOffset,
            float[] parameters,
            int parametersOffset) {
        // Without decay its factor is exactly 1.
        adamW(
                length,
                step,
                rate,
                beta1,
                beta2,
                epsilon,
                0,
                penalty,
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
     * One step of AdamW (Loshchilov, Hutter: Decoupled Weight Decay Regularization, ICLR 2019, algorithm 2): as
     * {@link #adam}, with {@code (1 − rate·decay) · w}, rounded, in place of w on the right of its update. So the decay is
     * that of the weights themselves and passes by the moments, unlike an L2 penalty, whose gradient goes through them.
     * The factor is computed in double and rounded once; as in PyTorch, it holds the rate.
     *
     * @param length parameters, ≥ 0
     * @param step t, the number of this step, from 1
     * @param rate learning rate, finite
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param epsilon added to the root, &gt; 0, finite
     * @param decay of the weights, ≥ 0, finite
     * @param penalty what adds its gradient to g
     * @param gradients g, {@code [length]}, read
     * @param gradientsOffset index of the first gradient
     * @param firstMoments m, {@code [length]}, updated in place
     * @param firstMomentsOffset index of the first
     * @param secondMoments v, {@code [length]}, updated in place
     * @param secondMomentsOffset index of the first
     * @param parameters w, {@code [length]}, updated in place
     * @param parametersOffset index of the first parameter
     * @throws IllegalArgumentException if a number is out of its range, an argument null, or two spans overlap
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void adamW(
            int length,
            long step,
            float rate,
            float beta1,
            float beta2,
            float epsilon,
            float decay,
            Penalty penalty,
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
        Check.decay("beta1", beta1);
        Check.decay("beta2", beta2);
        Check.positiveFinite("epsilon", epsilon);
        if (!(decay >= 0 && decay <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("decay: " + decay + " (expected: >= 0 and finite)");
        }
        Check.present("penalty", penalty);
        Check.vector("gradients", gradients, gradientsOffset, length);
        Check.vector("firstMoments", firstMoments, firstMomentsOffset, length);
        Check.vector("secondMoments", secondMoments, secondMomentsOffset, length);
        Check.vector("parameters", parameters, parametersOffset, length);
        Check.apart("firstMoments", firstMoments, firstMomentsOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart(
                "secondMoments", secondMoments, secondMomentsOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart(
                "secondMoments",
                secondMoments,
                secondMomentsOffset,
                "firstMoments",
                firstMoments,
                firstMomentsOffset,
                length);
        Check.apart("parameters", parameters, parametersOffset, "gradients", gradients, gradientsOffset, length);
        Check.apart(
                "parameters", parameters, parametersOffset, "firstMoments", firstMoments, firstMomentsOffset, length);
        Check.apart(
                "parameters",
                parameters,
                parametersOffset,
                "secondMoments",
                secondMoments,
                secondMomentsOffset,
                length);
        float stepRate = (float) (rate / (1 - StrictMath.pow(beta1, step)));
        float rootCorrection = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, step)));
        float retained = (float) (1 - (double) rate * decay);
        UpdateKernels kernels = KernelSets.ACTIVE.updates();
        float[] source = PenalizedGradient.array(gradients, penalty);
        int chunk = PenalizedGradient.chunk(length, penalty);
        for (int i = 0; i < length; i += chunk) {
            int count = Math.min(chunk, length - i);
            int sourceOffset = PenalizedGradient.fill(
                    count, penalty, gradients, gradientsOffset + i, parameters, parametersOffset + i, source);
            kernels.adam(
                    count,
                    stepRate,
                    retained,
                    beta1,
                    beta2,
                    epsilon,
                    rootCorrection,
                    source,
                    sourceOffset,
                    firstMoments,
                    firstMomentsOffset + i,
                    secondMoments,
                    secondMomentsOffset + i,
                    parameters,
                    parametersOffset + i);
        }
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
}
