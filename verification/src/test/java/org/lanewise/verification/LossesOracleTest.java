package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.CrossEntropy;
import org.lanewise.kernels.Losses;
import org.lanewise.kernels.internal.portable.ScalarLosses;

/** Losses and their gradients against their definitions in double. */
class LossesOracleTest {
    private static final double U = ErrorBound.U;

    @Property(tries = 500)
    void softmaxOfProbabilities(
            @ForAll("rows") int rows,
            @ForAll("widths") int classes,
            @ForAll("smoothings") float smoothing,
            @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] logits = scaled(5, Numbers.UNIFORM.array(rows * classes, random));
        float[] targets = magnitudes(Numbers.UNIFORM.array(rows * classes, random));
        float[] weights = scaled(2, magnitudes(Numbers.UNIFORM.array(classes, random)));
        float[] gradient = new float[logits.length];
        double loss = CrossEntropy.softmax(
                rows,
                classes,
                0.5f,
                new ClassTargets(smoothing, weights, 0),
                logits,
                0,
                classes,
                targets,
                0,
                classes,
                gradient,
                0,
                classes);
        assertSoftmax(rows, classes, smoothing, weights, logits, targets, loss, gradient);
    }

    @Property(tries = 500)
    void softmaxOfLabels(
            @ForAll("rows") int rows,
            @ForAll("widths") int classes,
            @ForAll("smoothings") float smoothing,
            @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] logits = scaled(5, Numbers.UNIFORM.array(rows * classes, random));
        float[] weights = scaled(2, magnitudes(Numbers.UNIFORM.array(classes, random)));
        int[] labels = random.ints(rows, 0, classes).toArray();
        float[] targets = new float[rows * classes];
        for (int i = 0; i < rows; i++) {
            targets[i * classes + labels[i]] = 1;
        }
        float[] gradient = new float[logits.length];
        double loss = CrossEntropy.softmax(
                rows,
                classes,
                0.5f,
                new ClassTargets(smoothing, weights, 0),
                logits,
                0,
                classes,
                labels,
                0,
                gradient,
                0,
                classes);
        assertSoftmax(rows, classes, smoothing, weights, logits, targets, loss, gradient);
    }

    // −Σ c ln p, and its gradient: (Σ c) p − c. Logits are below 5 in size, so an exponential's argument is off by at
    // most
    // 10 u, and a probability, relatively, by twice that, the sum's γ and some roundings.
    private static void assertSoftmax(
            int rows,
            int classes,
            float smoothing,
            float[] weights,
            float[] logits,
            float[] targets,
            double loss,
            float[] gradient) {
        double exactLoss = 0;
        double total = 0;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            double rowTotal = 0;
            double[] adjusted = new double[classes];
            for (int j = 0; j < classes; j++) {
                sum += Math.exp(logits[i * classes + j]);
                adjusted[j] = weights[j]
                        * ((1 - (double) smoothing) * targets[i * classes + j] + (double) smoothing / classes);
                rowTotal += adjusted[j];
            }
            double relative = (2 * 10 + 20 + classes) * U;
            for (int j = 0; j < classes; j++) {
                double probability = Math.exp(logits[i * classes + j]) / sum;
                exactLoss -= adjusted[j] * Math.log(probability);
                double exact = 0.5 * (rowTotal * probability - adjusted[j]);
                double bound = rowTotal * probability * relative + 4 * U * adjusted[j] + 4 * U * Math.abs(exact);
                assertEquals(exact, gradient[i * classes + j], bound + Float.MIN_VALUE, "row " + i + ", class " + j);
            }
            total += rowTotal * (relative + 4 * U * (10 + Math.log(classes)));
        }
        assertEquals(0.5 * exactLoss, loss, total + 1e-12);
    }

    @Property(tries = 500)
    void binary(@ForAll("lengths") int length, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] logits = random.nextBoolean()
                ? Numbers.WIDE.array(length, random)
                : scaled(9, Numbers.UNIFORM.array(length, random));
        float[] targets = magnitudes(Numbers.UNIFORM.array(length, random));
        float[] gradient = new float[length];
        double loss = CrossEntropy.binary(length, 0.5f, logits, 0, targets, 0, gradient, 0);
        double exact = 0;
        for (int i = 0; i < length; i++) {
            double x = logits[i];
            // ln σ(x) = −ln(1 + e⁻ˣ), ln(1 − σ(x)) = −ln(1 + eˣ)
            exact += targets[i] * Math.log1p(Math.exp(-x)) + (1 - (double) targets[i]) * Math.log1p(Math.exp(x));
            double local = 1 / (1 + Math.exp(-x)) - targets[i];
            assertEquals(0.5 * local, gradient[i], 2 * U * Math.max(Math.abs(local), 1) + Float.MIN_VALUE);
        }
        assertEquals(0.5 * exact, loss, exact * ScalarLosses.BINARY_MAX_ULP * U + length * Float.MIN_VALUE);
    }

    @Property(tries = 500)
    void huberAndAbsolute(@ForAll("lengths") int length, @ForAll("deltas") float delta, @ForAll("seeds") long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] outputs = Numbers.UNIFORM.array(length, random);
        float[] targets = Numbers.UNIFORM.array(length, random);
        float[] huberGradient = new float[length];
        float[] absoluteGradient = new float[length];
        double huber = Losses.huber(length, 0.25f, delta, outputs, 0, targets, 0, huberGradient, 0);
        double absolute = Losses.absoluteError(length, 0.25f, outputs, 0, targets, 0, absoluteGradient, 0);
        double exactHuber = 0;
        double exactAbsolute = 0;
        for (int i = 0; i < length; i++) {
            double r = (double) outputs[i] - targets[i];
            double size = Math.abs(r);
            exactHuber += size <= delta ? r * r / 2 : delta * size - (double) delta * delta / 2;
            exactAbsolute += size;
            assertEquals(0.25 * Math.signum(r) * Math.min(size, delta), huberGradient[i], 2 * U * size);
            assertEquals(0.25f * Math.signum(r), absoluteGradient[i]);
        }
        assertEquals(0.25 * exactHuber, huber, exactHuber * 4 * U);
        assertEquals(0.25 * exactAbsolute, absolute, exactAbsolute * 2 * U);
    }

    @Test
    void regressionByHand() {
        float nan = Float.NaN;
        float[] gradient = new float[4];
        // 0.5²/2, 0, and 4 · (5 − 4/2)
        assertEquals(
                2 * (0.125 + 0 + 12),
                Losses.huber(3, 2, 4, new float[] {1.5f, 2, -1}, 0, new float[] {1, 2, 4}, 0, gradient, 0));
        assertArrayEquals(new float[] {1, 0, -8, 0}, gradient);
        assertEquals(
                2 * (0.5 + 0 + 3),
                Losses.absoluteError(3, 2, new float[] {1.5f, 2, -1}, 0, new float[] {1, 2, 2}, 0, gradient, 0));
        assertArrayEquals(new float[] {2, 0, -2, 0}, gradient);
        assertEquals(nan, Losses.huber(1, 1, 1, new float[] {nan}, 0, new float[] {1}, 0, gradient, 0));
        assertEquals(nan, gradient[0]);
        assertEquals(nan, Losses.absoluteError(1, 1, new float[] {1}, 0, new float[] {nan}, 0, gradient, 0));
        assertEquals(nan, gradient[0]);
    }

    @Test
    void extremeLogits() {
        float[] gradient = new float[2];
        float infinity = Float.POSITIVE_INFINITY;
        assertEquals(
                2e38f, CrossEntropy.binary(2, 1, new float[] {2e38f, -2e38f}, 0, new float[] {0, 0}, 0, gradient, 0));
        assertArrayEquals(new float[] {1, 0}, gradient);
        assertEquals(
                infinity, CrossEntropy.binary(1, 1, new float[] {infinity}, 0, new float[] {0.5f}, 0, gradient, 0));
        // A class that is ruled out, and has no target, does not count.
        assertEquals(
                0,
                CrossEntropy.softmax(
                        1,
                        2,
                        1,
                        ClassTargets.PLAIN,
                        new float[] {3, -infinity},
                        0,
                        2,
                        new float[] {1, 0},
                        0,
                        2,
                        gradient,
                        0,
                        2));
        assertArrayEquals(new float[] {0, 0}, gradient);
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.integers().between(0, 5);
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Sizes.aroundTiles().filter(width -> width > 0);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Sizes.lengths();
    }

    @Provide
    Arbitrary<Float> smoothings() {
        return Arbitraries.of(0f, 0.1f, 0.5f, 1f);
    }

    @Provide
    Arbitrary<Float> deltas() {
        return Arbitraries.of(1f, 0.1f, 0.6f, 3f);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    private static float[] scaled(float factor, float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factor;
        }
        return numbers;
    }

    private static float[] magnitudes(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.abs(numbers[i]);
        }
        return numbers;
    }
}
