package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalties;
import org.lanewise.kernels.Penalty;

class OptimizerTest {
    private static final double U = 0x1p-24;

    private static final List<Optimizer> OPTIMIZERS = List.of(
            new GradientDescent(0.125f),
            new Momentum(0.125f),
            new Nesterov(0.125f),
            new RmsProp(0.125f),
            new Adam(0.125f),
            new AdamW(0.125f));

    /** One linear neuron, full batch: w − rate · mean 2(o − y)x, b − rate · mean 2(o − y), o = wx + b. */
    @Property
    void gradientDescentOnALinearNeuronIsTheClosedForm(
            @ForAll @FloatRange(min = -4, max = 4) float w,
            @ForAll @FloatRange(min = -4, max = 4) float b,
            @ForAll @FloatRange(min = -4, max = 4) float x,
            @ForAll @FloatRange(min = -4, max = 4) float y,
            @ForAll @FloatRange(min = 0.01f, max = 1) float rate) {
        Mlp model = new Mlp(List.of(new Dense(1, 1)));
        model.parameters()[0] = w;
        model.parameters()[1] = b;
        Workspace workspace = new Workspace(model, 2, Parallelism.SEQUENTIAL);
        workspace.forward(2, new float[] {x, 1}, 0);
        double loss = workspace.sumOfSquares(new float[] {y, 0.5f}, 0);
        workspace.backward();
        new GradientDescent(rate).newState(2).step(workspace.gradients(), model.parameters());

        double error1 = (double) w * x + b - y;
        double error2 = (double) w + b - 0.5;
        // No quantity exceeds 24 · 4 · 2, and each passes through fewer than ten roundings; the loss is a square.
        double bound = 10 * U * 192;
        assertEquals((error1 * error1 + error2 * error2) / 2, loss, bound * 24);
        assertEquals(w - rate * (error1 * x + error2), model.parameters()[0], bound);
        assertEquals(b - rate * (error1 + error2), model.parameters()[1], bound);
    }

    /** Dyadic numbers: nothing is rounded. */
    @Test
    void gradientDescentIsExactWhereTheNumbersAre() {
        float[] parameters = {1, -2, 0.5f};
        new GradientDescent(0.25f).newState(3).step(new float[] {4, -8, 0}, parameters);
        assertArrayEquals(new float[] {0, 0, 0.5f}, parameters);
    }

    @Property(tries = 200)
    void adamIsThePapersAlgorithm(
            @ForAll @IntRange(min = 1, max = 40) int parameters,
            @ForAll @IntRange(min = 1, max = 30) int steps,
            @ForAll @FloatRange(min = 0.01f, max = 0.1f) float rate,
            @ForAll long seed) {
        Adam rule = new Adam(rate);
        float[] w = new float[parameters];
        Networks.fill(w, seed, 0);
        double[] expected = NaiveMlp.widen(w);
        double[] m = new double[parameters];
        double[] v = new double[parameters];
        OptimizerState state = rule.newState(parameters);
        float[] gradients = new float[parameters];
        for (int t = 1; t <= steps; t++) {
            Networks.fill(gradients, seed, t);
            for (int i = 0; i < parameters; i++) {
                // Magnitudes in [0.5, 1.5], so that no root is of a small number.
                gradients[i] += Math.copySign(0.5f, gradients[i]);
                double g = gradients[i];
                m[i] = rule.beta1() * m[i] + (1 - (double) rule.beta1()) * g;
                v[i] = rule.beta2() * v[i] + (1 - (double) rule.beta2()) * g * g;
                double corrected = m[i] / (1 - Math.pow(rule.beta1(), t));
                double root = Math.sqrt(v[i] / (1 - Math.pow(rule.beta2(), t)));
                expected[i] -= rate * corrected / (root + rule.epsilon());
            }
            state.step(gradients, w);
        }
        // Each step: moments of at most t roundings and a quotient of ten more, relative to at most three rates (the
        // moments' gradients over the smallest root), and the rounding of w.
        double bound = steps * U * ((2 * steps + 20) * 3 * rate + 1 + 3 * steps * rate);
        for (int i = 0; i < parameters; i++) {
            assertEquals(expected[i], w[i], bound, "parameter " + i);
        }
    }

    /** Steps with a penalty: the weights feel it, the biases do not, and neither feels AdamW's decay but the weights. */
    @Test
    void penaltyAndDecaySpareBiases() {
        Mlp model = new Mlp(List.of(new Dense(2, 3), Activation.RELU, new Dense(3, 1)));
        Penalty penalty = new Penalty(0.25f, 0.5f);
        for (Optimizer optimizer : OPTIMIZERS) {
            for (Penalty added : List.of(Penalty.NONE, penalty)) {
                Networks.fill(model.parameters(), 1, 2);
                float[] parameters = model.parameters().clone();
                float[] gradients = new float[parameters.length];
                Networks.fill(gradients, 3, 4);
                OptimizerState state = optimizer.newState(model, added);
                OptimizerState alone = optimizer.forBiases().newState(parameters.length);
                OptimizerState penalized = optimizer.newState(parameters.length);
                float[] biases = parameters.clone();
                float[] weights = parameters.clone();
                for (int step = 0; step < 3; step++) {
                    float[] withPenalty = gradients.clone();
                    Penalties.addGradient(weights.length, added, weights, 0, withPenalty, 0);
                    state.step(gradients, parameters);
                    alone.step(gradients, biases);
                    penalized.step(withPenalty, weights);
                }
                for (int layer : new int[] {0, 2}) {
                    Dense dense = (Dense) model.layers().get(layer);
                    int first = model.weightsOffset(layer);
                    int bias = model.biasOffset(layer);
                    assertArrayEquals(
                            Arrays.copyOfRange(weights, first, bias), Arrays.copyOfRange(parameters, first, bias));
                    assertArrayEquals(
                            Arrays.copyOfRange(biases, bias, bias + dense.fanOut()),
                            Arrays.copyOfRange(parameters, bias, bias + dense.fanOut()));
                }
                assertEquals(added.isNone() && !(optimizer instanceof AdamW), Arrays.equals(biases, parameters));
            }
        }
    }

    /** What a state gives out, taken up by another state, goes on as the first does. */
    @Test
    void aRestoredStateGoesOn() {
        for (Optimizer optimizer : OPTIMIZERS) {
            float[] w = new float[70];
            float[] gradients = new float[70];
            Networks.fill(w, 5, 6);
            OptimizerState state = optimizer.newState(70);
            for (int step = 0; step < 4; step++) {
                Networks.fill(gradients, 7, step);
                state.step(gradients, w);
            }
            OptimizerState restored = optimizer.newState(70);
            restored.restore(state.steps(), state.arrays());
            float[] other = w.clone();
            state.step(gradients, w);
            restored.step(gradients, other);
            assertArrayEquals(w, other);
            assertEquals(5, restored.steps());
            assertEquals(optimizer.stateNames().size(), restored.arrays().size());
            assertMessage("steps: -1 (expected: >= 0)", () -> restored.restore(-1, state.arrays()));
            assertMessage(
                    "arrays: 3 (expected: " + optimizer.stateNames().size() + ", " + optimizer.stateNames() + ")",
                    () -> restored.restore(1, List.of(w, w, w)));
        }
        OptimizerState state = new Momentum(0.1f).newState(2);
        assertMessage(
                "arrays[0].length: 3 (expected: parameterCount = 2)", () -> state.restore(1, List.of(new float[3])));
    }

    /** By hand, in dyadic numbers: nothing is rounded. */
    @Test
    void momentumNesterovAndRmsPropByHand() {
        float[] w = {8};
        OptimizerState momentum = new Momentum(0.5f, 0.5f).newState(1);
        momentum.step(new float[] {4}, w);
        momentum.step(new float[] {2}, w);
        // v = 4, then 4; w = 8 − 2 − 2.
        assertArrayEquals(new float[] {4}, w);
        w[0] = 8;
        OptimizerState nesterov = new Nesterov(0.5f, 0.5f).newState(1);
        nesterov.step(new float[] {4}, w);
        nesterov.step(new float[] {2}, w);
        // v = 4: 8 − (4 + 2)/2 = 5; v = 4: 5 − (2 + 2)/2.
        assertArrayEquals(new float[] {3}, w);
        w[0] = 8;
        // s = 0.25 · 64 = 16; 8 − 8/(4 + 4).
        new RmsProp(1, 0.75f, 4).newState(1).step(new float[] {8}, w);
        assertArrayEquals(new float[] {7}, w);
    }

    @Test
    void clippingByValueComesBeforeTheNorm() {
        float[] gradients = {30, -4};
        new Clipping(3, 2.5f).apply(gradients);
        // {3, −3} has the norm 3√2.
        float clipped = (float) (2.5 / Math.sqrt(18)) * 3;
        assertArrayEquals(new float[] {clipped, -clipped}, gradients);
        Clipping.NONE.apply(gradients);
        assertArrayEquals(new float[] {clipped, -clipped}, gradients);
        Clipping.byNorm(100).apply(gradients);
        Clipping.byValue(100).apply(gradients);
        assertArrayEquals(new float[] {clipped, -clipped}, gradients);
        assertMessage("maxValue: 0.0 (expected: > 0)", () -> Clipping.byValue(0));
        assertMessage("maxNorm: NaN (expected: > 0)", () -> Clipping.byNorm(Float.NaN));
    }

    @Test
    void adamHasThePapersDefaults() {
        assertEquals(new Adam(0.001f, 0.9f, 0.999f, 1e-8f), new Adam(0.001f));
    }

    @Test
    void statesOfOneOptimizerAreIndependent() {
        Adam adam = new Adam(0.1f);
        float[] alone = {1};
        adam.newState(1).step(new float[] {1}, alone);
        OptimizerState other = adam.newState(1);
        other.step(new float[] {-5}, new float[1]);
        float[] beside = {1};
        adam.newState(1).step(new float[] {1}, beside);
        assertArrayEquals(alone, beside);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            String message = "rate: " + rate + " (expected: > 0 and finite)";
            assertMessage(message, () -> new GradientDescent(rate));
            assertMessage(message, () -> new Adam(rate));
            assertMessage(message, () -> new AdamW(rate));
            assertMessage(message, () -> new Momentum(rate));
            assertMessage(message, () -> new Nesterov(rate));
            assertMessage(message, () -> new RmsProp(rate));
        }
        assertMessage("beta1: 1.0 (expected: 0 <= beta1 < 1)", () -> new Adam(1, 1, 0, 1));
        assertMessage("beta1: NaN (expected: 0 <= beta1 < 1)", () -> new Adam(1, Float.NaN, 0, 1));
        assertMessage("beta2: -0.5 (expected: 0 <= beta2 < 1)", () -> new Adam(1, 0, -0.5f, 1));
        assertMessage("epsilon: 0.0 (expected: > 0 and finite)", () -> new Adam(1, 0, 0, 0));
        assertMessage("momentum: 1.0 (expected: 0 <= momentum < 1)", () -> new Momentum(1, 1));
        assertMessage("momentum: -1.0 (expected: 0 <= momentum < 1)", () -> new Nesterov(1, -1));
        assertMessage("decay: 1.0 (expected: 0 <= decay < 1)", () -> new RmsProp(1, 1, 1));
        assertMessage("decay: -1.0 (expected: >= 0 and finite)", () -> new AdamW(1, 0, 0, 1, -1));
        for (Optimizer optimizer : OPTIMIZERS) {
            assertMessage("parameterCount: -1 (expected: >= 0)", () -> optimizer.newState(-1));
            OptimizerState state = optimizer.newState(2);
            float[] parameters = {1, 2};
            assertMessage(
                    "gradients.length: 3 (expected: parameterCount = 2)",
                    () -> state.step(new float[] {1, 1, 1}, parameters));
            assertMessage(
                    "parameters.length: 1 (expected: parameterCount = 2)",
                    () -> state.step(new float[] {1, 1}, new float[1]));
            assertMessage(
                    "gradients: the parameters' array (expected: another one)",
                    () -> state.step(parameters, parameters));
            assertArrayEquals(new float[] {1, 2}, parameters);
        }
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    /** Of penalized weights and of biases, so that cuts fall into spans of both kinds. */
    @Test
    void stepsOfSeveralThreadsHaveTheBitsOfOne() {
        Mlp model = new Mlp(List.of(new Dense(1024, 1537), new Dense(1537, 512), new Dense(512, 512)));
        float[] initial = numbers(model.parameters().length, 1);
        float[] gradients = numbers(initial.length, 2);
        Penalty penalty = new Penalty(0.25f, 0.125f);
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            for (Optimizer optimizer : OPTIMIZERS) {
                float[] expected = initial.clone();
                OptimizerState one = optimizer.newState(model, penalty);
                one.step(gradients, expected);
                for (int width : new int[] {2, 3, 16}) {
                    float[] actual = initial.clone();
                    OptimizerState several = optimizer.newState(model, penalty);
                    several.step(gradients, actual, new Parallelism(pool, width));
                    assertEquals(-1, Arrays.mismatch(expected, actual), optimizer + ", width " + width);
                    for (int i = 0; i < one.arrays().size(); i++) {
                        assertEquals(
                                -1,
                                Arrays.mismatch(
                                        one.arrays().get(i), several.arrays().get(i)),
                                optimizer + ", width " + width + ", "
                                        + optimizer.stateNames().get(i));
                    }
                }
            }
        }
    }

    private static float[] numbers(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
