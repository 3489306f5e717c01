package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.kernels.Bias;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Transpose;
import org.lanewise.mlp.Activation;

/**
 * Backward is the adjoint of forward: {@code ⟨J·v, w⟩ = ⟨v, Jᵀ·w⟩} for the two directions of each kernel, up to the
 * bounds of both. Inner products are in double, whose own errors are 2²⁹ times smaller.
 */
class AdjointTest {
    /**
     * Of a whole network, by its parameters: J·v in forward mode in double, w the derivative of the loss by the outputs,
     * and Jᵀ·w the library's backpropagation. The bound is that of each derivative, weighed by the direction.
     */
    @Property(tries = 200)
    void wholeNetworks(@ForAll("networks") NetworkCase network) {
        MlpLoss loss = network.loss();
        float[] gradients = loss.libraryGradients();
        double[] bounds = MlpErrorBound.of(loss).gradientErrors();
        MlpGraph graph = MlpGraph.of(loss);
        float[] v = Numbers.UNIFORM.array(gradients.length, new SplittableRandom(~network.seed()));
        double[] direction = new double[v.length];
        double backward = 0;
        double error = 0;
        double magnitude = 0;
        for (int i = 0; i < v.length; i++) {
            direction[i] = v[i];
            backward += direction[i] * gradients[i];
            error += Math.abs(direction[i]) * bounds[i];
            magnitude += Math.abs(direction[i] * gradients[i]);
        }
        assertEquals(graph.derivativeAlong(direction), backward, error + 1e-12 * magnitude);
        double reverse = 0;
        double[] exact = graph.parameterGradients();
        for (int i = 0; i < v.length; i++) {
            reverse += direction[i] * exact[i];
        }
        assertEquals(graph.derivativeAlong(direction), reverse, 1e-12 * magnitude + error * 1e-6);
    }

    @Provide
    Arbitrary<NetworkCase> networks() {
        return NetworkCase.any();
    }

    /** A layer Y = X·W of a batch, and the seed of all numbers. */
    record Layer(int batch, int fanIn, int fanOut, long seed) {
        float[] numbers(int length, int stream) {
            return Numbers.UNIFORM.array(length, new SplittableRandom(seed * 31 + stream));
        }
    }

    @Provide
    Arbitrary<Layer> layers() {
        Arbitrary<Integer> size = Sizes.aroundTiles().filter(n -> n > 0);
        return Combinators.combine(size, Sizes.lengths().filter(n -> n > 0), size, Arbitraries.longs())
                .as(Layer::new);
    }

    /** By the input: J·v = v·W, Jᵀ·w = w·Wᵀ. */
    @Property(tries = 200)
    void denseByItsInput(@ForAll("layers") Layer layer) {
        int m = layer.batch;
        int k = layer.fanIn;
        int n = layer.fanOut;
        float[] v = layer.numbers(m * k, 0);
        float[] weights = layer.numbers(k * n, 1);
        float[] w = layer.numbers(m * n, 2);
        float[] forward = new float[m * n];
        Gemm.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, v, 0, k, weights, 0, n, 0, forward, 0, n);
        float[] backward = new float[m * k];
        Gemm.gemm(Transpose.NO, Transpose.YES, m, k, n, 1, w, 0, n, weights, 0, n, 0, backward, 0, k);
        double bound = (ErrorBound.gamma(k) + ErrorBound.gamma(n)) * magnitude(m, k, n, v, weights, w);
        assertEquals(dot(forward, w), dot(v, backward), bound * (1 + 0x1p-20));
    }

    /** By the weights: J·v = X·v, Jᵀ·w = Xᵀ·w. */
    @Property(tries = 200)
    void denseByItsWeights(@ForAll("layers") Layer layer) {
        int m = layer.batch;
        int k = layer.fanIn;
        int n = layer.fanOut;
        float[] x = layer.numbers(m * k, 0);
        float[] v = layer.numbers(k * n, 1);
        float[] w = layer.numbers(m * n, 2);
        float[] forward = new float[m * n];
        Gemm.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, x, 0, k, v, 0, n, 0, forward, 0, n);
        float[] backward = new float[k * n];
        Gemm.gemm(Transpose.YES, Transpose.NO, k, n, m, 1, x, 0, k, w, 0, n, 0, backward, 0, n);
        double bound = (ErrorBound.gamma(k) + ErrorBound.gamma(m)) * magnitude(m, k, n, x, v, w);
        assertEquals(dot(forward, w), dot(v, backward), bound * (1 + 0x1p-20));
    }

    /** By the bias: J·v puts v into each row, Jᵀ·w are the column sums. */
    @Property(tries = 200)
    void denseByItsBias(@ForAll("layers") Layer layer) {
        int m = layer.batch;
        int n = layer.fanOut;
        float[] v = layer.numbers(n, 0);
        float[] w = layer.numbers(m * n, 1);
        float[] forward = new float[m * n];
        Bias.add(m, n, v, 0, forward, 0, n);
        float[] backward = new float[n];
        Bias.columnSums(m, n, w, 0, n, backward, 0);
        double magnitude = 0;
        for (int i = 0; i < m * n; i++) {
            magnitude += Math.abs((double) v[i % n] * w[i]);
        }
        assertEquals(dot(forward, w), dot(v, backward), (ErrorBound.sum(m, magnitude) + 1e-12) * (1 + 0x1p-20));
    }

    /** An activation of the library, and the same function as a node of a graph. */
    enum Curve {
        SIGMOID(Activation.SIGMOID, ComputationGraph.Node::sigmoid),
        TANH(Activation.TANH, ComputationGraph.Node::tanh),
        RELU(Activation.RELU, ComputationGraph.Node::relu),
        LEAKY_RELU(Activation.leakyRelu(0.1f), x -> x.leakyRelu(0.1f)),
        STEEP_LEAKY_RELU(Activation.leakyRelu(3), x -> x.leakyRelu(3)),
        IDENTITY(Activation.IDENTITY, x -> x),
        SOFTPLUS(Activation.SOFTPLUS, ComputationGraph.Node::softplus),
        SILU(Activation.SILU, x -> x.times(x.sigmoid())),
        GELU(Activation.GELU, x -> x.times(x.normal())),
        ELU(Activation.elu(1), x -> x.elu(1)),
        LARGE_ELU(Activation.elu(2.5f), x -> x.elu(2.5f));

        private final Activation activation;
        private final UnaryOperator<ComputationGraph.Node> node;

        Curve(Activation activation, UnaryOperator<ComputationGraph.Node> node) {
            this.activation = activation;
            this.node = node;
        }
    }

    /**
     * J·v in forward mode in double, Jᵀ·w the library's backward. The bound is that of each element's derivative, weighed
     * by v, and of the two sums of as many terms in double, each of at most 3 roundings.
     */
    @Property(tries = 200)
    void activations(
            @ForAll("layers") Layer layer, @ForAll Curve curve, @ForAll @IntRange(min = 1, max = 10) int scale) {
        int length = layer.batch * layer.fanOut;
        float[] x = layer.numbers(length, 0);
        float[] v = layer.numbers(length, 1);
        float[] w = layer.numbers(length, 2);
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node[] inputs = new ComputationGraph.Node[length];
        double[] direction = new double[length];
        Approximation exactX = new Approximation(length);
        Approximation exactW = new Approximation(length);
        ComputationGraph.Node weighed = graph.input(0);
        for (int i = 0; i < length; i++) {
            x[i] *= scale;
            inputs[i] = graph.input(x[i]);
            direction[i] = v[i];
            exactX.set(i, x[i], 0);
            exactW.set(i, w[i], 0);
            weighed = weighed.plus(curve.node.apply(inputs[i]).times(graph.input(w[i])));
        }
        float[] y = new float[length];
        curve.activation.forward(length, x, 0, y, 0);
        float[] backward = new float[length];
        float[] saved = curve.activation.backwardTakesInput() ? x : y;
        curve.activation.backward(length, saved, 0, w, 0, backward, 0);
        double[] errors = ActivationError.backward(
                        curve.activation, exactX, ActivationError.forward(curve.activation, exactX), exactW)
                .errors();
        double error = 0;
        double magnitude = 0;
        for (int i = 0; i < length; i++) {
            error += Math.abs(direction[i]) * errors[i];
            magnitude += Math.abs(direction[i] * backward[i]);
        }
        double bound = error + 2 * ErrorBound.gamma(length + 3L, 0x1p-53) * (magnitude + error);
        assertEquals(graph.derivative(weighed, inputs, direction), dot(v, backward), bound);
    }

    /** {@code Σ |aᵢₚ|·|bₚⱼ|·|cᵢⱼ|}. */
    private static double magnitude(int m, int k, int n, float[] a, float[] b, float[] c) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                double row = 0;
                for (int j = 0; j < n; j++) {
                    row += Math.abs((double) b[p * n + j] * c[i * n + j]);
                }
                sum += Math.abs(a[i * k + p]) * row;
            }
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
