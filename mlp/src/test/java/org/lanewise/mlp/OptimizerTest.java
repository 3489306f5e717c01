package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Parallelism;

class OptimizerTest {
    private static final double U = 0x1p-24;

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
        }
        assertMessage("beta1: 1.0 (expected: 0 <= beta1 < 1)", () -> new Adam(1, 1, 0, 1));
        assertMessage("beta1: NaN (expected: 0 <= beta1 < 1)", () -> new Adam(1, Float.NaN, 0, 1));
        assertMessage("beta2: -0.5 (expected: 0 <= beta2 < 1)", () -> new Adam(1, 0, -0.5f, 1));
        assertMessage("epsilon: 0.0 (expected: > 0 and finite)", () -> new Adam(1, 0, 0, 0));
        for (Optimizer optimizer : List.of(new GradientDescent(1), new Adam(1))) {
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
}
