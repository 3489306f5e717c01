package org.lanewise.verification;

import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

/**
 * The loss of a model on a batch as a {@link ComputationGraph}: every product and sum of the forward pass is a node, and
 * the gradients come from the chain rule alone. The oracle of the library's backpropagation.
 */
public final class MlpGraph {
    private final ComputationGraph graph = new ComputationGraph();
    private final ComputationGraph.Node[] parameters;
    private final ComputationGraph.Node[] inputs;
    private final ComputationGraph.Node loss;
    private ComputationGraph.Gradients gradients;

    private MlpGraph(MlpLoss function) {
        parameters = leaves(function.model().parameters());
        inputs = leaves(function.inputs());
        loss = loss(function);
    }

    /**
     * Builds the graph.
     *
     * @param function the model, its data and its loss
     * @return the graph
     */
    public static MlpGraph of(MlpLoss function) {
        return new MlpGraph(function);
    }

    /**
     * The loss.
     *
     * @return its value
     */
    public double loss() {
        return loss.value();
    }

    /**
     * The gradient of the loss by the parameters.
     *
     * @return a new array, laid out as {@link Mlp#parameters()}
     */
    public double[] parameterGradients() {
        return gradients(parameters);
    }

    /**
     * The gradient of the loss by the inputs.
     *
     * @return a new array, {@code [batch, inputWidth]}
     */
    public double[] inputGradients() {
        return gradients(inputs);
    }

    /**
     * The derivative of the loss along a direction of the parameters, by forward mode.
     *
     * @param direction laid out as {@link Mlp#parameters()}
     * @return {@code Σ direction[i] · ∂loss/∂parameters[i]}
     * @throws IllegalArgumentException if it has not as many numbers as there are parameters
     */
    public double derivativeAlong(double[] direction) {
        return graph.derivative(loss, parameters, direction);
    }

    private double[] gradients(ComputationGraph.Node[] nodes) {
        if (gradients == null) {
            gradients = graph.backward(loss);
        }
        double[] result = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            result[i] = gradients.of(nodes[i]);
        }
        return result;
    }

    private ComputationGraph.Node[] leaves(float[] values) {
        ComputationGraph.Node[] nodes = new ComputationGraph.Node[values.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = graph.input(values[i]);
        }
        return nodes;
    }

    private ComputationGraph.Node loss(MlpLoss function) {
        Mlp model = function.model();
        LossGraph lossGraph = new LossGraph(graph, function.loss());
        ComputationGraph.Node sum = graph.input(0);
        for (int sample = 0; sample < function.batch(); sample++) {
            ComputationGraph.Node[] x = new ComputationGraph.Node[model.inputWidth()];
            System.arraycopy(inputs, sample * x.length, x, 0, x.length);
            for (int i = 0; i < model.layers().size(); i++) {
                Layer layer = model.layers().get(i);
                if (layer instanceof Dense dense) {
                    x = dense(dense, model.weightsOffset(i), model.biasOffset(i), x);
                } else if (layer instanceof Dropout) {
                    for (int j = 0; j < x.length; j++) {
                        x[j] = x[j].times(graph.input(function.dropoutFactor(i, sample * x.length + j)));
                    }
                } else if (layer instanceof Prelu prelu) {
                    int slopes = model.slopesOffset(i);
                    for (int j = 0; j < x.length; j++) {
                        ComputationGraph.Node slope = parameters[slopes + (prelu.slopes() == 1 ? 0 : j)];
                        x[j] = x[j].value() > 0 ? x[j] : x[j].times(slope);
                    }
                } else if (layer instanceof Maxout maxout) {
                    x = maxout(maxout, x);
                } else {
                    for (int j = 0; j < x.length; j++) {
                        x[j] = activate((Activation) layer, x[j]);
                    }
                }
            }
            sum = sum.plus(lossGraph.of(x, function.targets(), sample * x.length));
        }
        ComputationGraph.Node mean = sum.dividedBy(graph.input(function.batch()));
        return function.penalty().isNone() ? mean : mean.plus(penalty(function));
    }

    // |w| = relu(w) + relu(−w), whose derivative at 0 is 0.
    private ComputationGraph.Node penalty(MlpLoss function) {
        Mlp model = function.model();
        ComputationGraph.Node magnitudes = graph.input(0);
        ComputationGraph.Node squares = graph.input(0);
        for (int i = 0; i < model.layers().size(); i++) {
            if (model.layers().get(i) instanceof Dense) {
                for (int j = model.weightsOffset(i); j < model.biasOffset(i); j++) {
                    ComputationGraph.Node w = parameters[j];
                    magnitudes = magnitudes
                            .plus(w.relu())
                            .plus(graph.input(0).minus(w).relu());
                    squares = squares.plus(w.times(w));
                }
            }
        }
        return graph.input(function.penalty().l1())
                .times(magnitudes)
                .plus(graph.input(function.penalty().l2() / 2.0).times(squares));
    }

    private ComputationGraph.Node[] dense(Dense dense, int weights, int bias, ComputationGraph.Node[] x) {
        ComputationGraph.Node[] y = new ComputationGraph.Node[dense.fanOut()];
        for (int j = 0; j < y.length; j++) {
            y[j] = parameters[bias + j];
            for (int i = 0; i < x.length; i++) {
                y[j] = y[j].plus(x[i].times(parameters[weights + i * y.length + j]));
            }
        }
        return y;
    }

    private static ComputationGraph.Node activate(Activation activation, ComputationGraph.Node x) {
        if (activation instanceof Activation.Sigmoid) {
            return x.sigmoid();
        } else if (activation instanceof Activation.Tanh) {
            return x.tanh();
        } else if (activation instanceof Activation.Relu) {
            return x.relu();
        } else if (activation instanceof Activation.LeakyRelu leaky) {
            return x.leakyRelu(leaky.slope());
        } else if (activation instanceof Activation.Elu elu) {
            return x.elu(elu.alpha());
        } else if (activation instanceof Activation.Softplus) {
            return x.softplus();
        } else if (activation instanceof Activation.Silu) {
            return x.times(x.sigmoid());
        } else if (activation instanceof Activation.Gelu) {
            return x.times(x.normal());
        } else if (activation instanceof Activation.Identity) {
            return x;
        }
        throw new IllegalArgumentException("activation: " + activation + " (expected: one that the oracle knows)");
    }

    // Of equal pieces the first is taken.
    private static ComputationGraph.Node[] maxout(Maxout maxout, ComputationGraph.Node[] x) {
        ComputationGraph.Node[] y = new ComputationGraph.Node[maxout.units()];
        for (int u = 0; u < y.length; u++) {
            y[u] = x[u];
            for (int p = 1; p < maxout.pieces(); p++) {
                y[u] = y[u].max(x[p * y.length + u]);
            }
        }
        return y;
    }
}
