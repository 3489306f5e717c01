package org.lanewise.verification;

import java.util.ArrayList;
import java.util.List;

/**
 * A graph of scalar operations in double with gradients by reverse mode (Goodfellow, Bengio, Courville: Deep Learning,
 * section 6.5; Griewank, Walther: Evaluating Derivatives, chapter 3): slow, simple, and the oracle of the fast kernels.
 *
 * <p>Each node holds its value and, for each operand, the local gradient: the derivative of this node by that operand.
 * {@link #backward} applies the chain rule from the output to the inputs:
 *
 * <pre>{@code
 * ComputationGraph graph = new ComputationGraph();
 * ComputationGraph.Node x = graph.input(-2), y = graph.input(5), z = graph.input(-4);
 * ComputationGraph.Gradients gradients = graph.backward(x.plus(y).times(z));
 * gradients.of(x);   // -4
 * gradients.of(y);   // -4
 * gradients.of(z);   // 3
 * }</pre>
 *
 * <p>Not safe for several threads at once.
 */
public final class ComputationGraph {
    // Operands are made before the node that uses them: this order is topological.
    private final List<Node> nodes = new ArrayList<>();

    /** A graph without nodes. */
    public ComputationGraph() {}

    /**
     * A node without operands: an input, a parameter or a constant.
     *
     * @param value its value
     * @return the node
     */
    public Node input(double value) {
        return add(value, null, 0, null, 0);
    }

    /**
     * How many nodes there are.
     *
     * @return the number
     */
    public int size() {
        return nodes.size();
    }

    /**
     * The gradient of one node with respect to all others: one pass in reverse topological order. When a node's turn
     * comes, every node that uses it has been visited, so its gradient is complete, and it is handed on once. Nodes
     * that the output does not depend on are not visited.
     *
     * @param output the node whose gradient is wanted
     * @return the gradients
     * @throws IllegalArgumentException if the node is another graph's
     */
    public Gradients backward(Node output) {
        require(output);
        double[] gradients = new double[nodes.size()];
        boolean[] reached = new boolean[nodes.size()];
        gradients[output.index] = 1;
        reached[output.index] = true;
        int visitedNodes = 0;
        int visitedEdges = 0;
        for (int i = output.index; i >= 0; i--) {
            if (!reached[i]) {
                continue;
            }
            Node node = nodes.get(i);
            visitedNodes++;
            if (node.first != null) {
                visitedEdges++;
                reached[node.first.index] = true;
                gradients[node.first.index] += gradients[i] * node.firstLocal;
            }
            if (node.second != null) {
                visitedEdges++;
                reached[node.second.index] = true;
                gradients[node.second.index] += gradients[i] * node.secondLocal;
            }
        }
        return new Gradients(this, gradients, visitedNodes, visitedEdges);
    }

    /**
     * The derivative of one node along a direction of inputs: one pass in topological order, forward mode, which shares
     * no sum with {@link #backward}.
     *
     * @param output the node whose derivative is wanted
     * @param inputs nodes without operands; all others stay as they are
     * @param direction how fast each of them changes
     * @return the derivative, {@code Σ direction[i] · ∂output/∂inputs[i]}
     * @throws IllegalArgumentException if a node is another graph's or an input has operands, or there are not as many
     *     numbers as inputs
     */
    public double derivative(Node output, Node[] inputs, double[] direction) {
        require(output);
        if (direction.length != inputs.length) {
            throw new IllegalArgumentException(
                    "direction.length: " + direction.length + " (expected: inputs.length = " + inputs.length + ")");
        }
        double[] tangents = new double[output.index + 1];
        for (int i = 0; i < inputs.length; i++) {
            require(inputs[i]);
            if (inputs[i].first != null) {
                throw new IllegalArgumentException("inputs[" + i + "]: a node with operands (expected: none)");
            }
            if (inputs[i].index <= output.index) {
                tangents[inputs[i].index] += direction[i];
            }
        }
        for (int i = 0; i <= output.index; i++) {
            Node node = nodes.get(i);
            if (node.first != null) {
                tangents[i] += tangents[node.first.index] * node.firstLocal;
            }
            if (node.second != null) {
                tangents[i] += tangents[node.second.index] * node.secondLocal;
            }
        }
        return tangents[output.index];
    }

    private Node add(double value, Node first, double firstLocal, Node second, double secondLocal) {
        Node node = new Node(this, nodes.size(), value, first, firstLocal, second, secondLocal);
        nodes.add(node);
        return node;
    }

    private void require(Node node) {
        if (node.graph != this) {
            throw new IllegalArgumentException("node: one of another graph (expected: one of this graph)");
        }
    }

    /** A value, and how it was made. Each operation adds a node to the graph and returns it. */
    public static final class Node {
        private final ComputationGraph graph;
        private final int index;
        private final double value;
        private final Node first;
        private final double firstLocal;
        private final Node second;
        private final double secondLocal;

        private Node(
                ComputationGraph graph,
                int index,
                double value,
                Node first,
                double firstLocal,
                Node second,
                double secondLocal) {
            this.graph = graph;
            this.index = index;
            this.value = value;
            this.first = first;
            this.firstLocal = firstLocal;
            this.second = second;
            this.secondLocal = secondLocal;
        }

        /**
         * The value.
         *
         * @return the value
         */
        public double value() {
            return value;
        }

        /**
         * {@code this + other}.
         *
         * @param other the other operand
         * @return the sum
         */
        public Node plus(Node other) {
            return binary(value + other.value, 1, other, 1);
        }

        /**
         * {@code this − other}.
         *
         * @param other the other operand
         * @return the difference
         */
        public Node minus(Node other) {
            return binary(value - other.value, 1, other, -1);
        }

        /**
         * {@code this · other}.
         *
         * @param other the other operand
         * @return the product
         */
        public Node times(Node other) {
            return binary(value * other.value, other.value, other, value);
        }

        /**
         * {@code this / other}.
         *
         * @param other the divisor
         * @return the quotient
         */
        public Node dividedBy(Node other) {
            double quotient = value / other.value;
            return binary(quotient, 1 / other.value, other, -quotient / other.value);
        }

        /**
         * {@code e^this}.
         *
         * @return the exponential
         */
        public Node exp() {
            double exp = StrictMath.exp(value);
            return unary(exp, exp);
        }

        /**
         * {@code ln this}.
         *
         * @return the logarithm
         */
        public Node log() {
            return unary(StrictMath.log(value), 1 / value);
        }

        /**
         * {@code tanh this}.
         *
         * @return the hyperbolic tangent
         */
        public Node tanh() {
            double tanh = StrictMath.tanh(value);
            return unary(tanh, (1 - tanh) * (1 + tanh));
        }

        /**
         * {@code 1 / (1 + e^−this)}.
         *
         * @return the logistic function
         */
        public Node sigmoid() {
            double sigmoid = 1 / (1 + StrictMath.exp(-value));
            return unary(sigmoid, sigmoid / (1 + StrictMath.exp(value)));
        }

        /**
         * {@code ln(1 + e^this)}.
         *
         * @return the softplus
         */
        public Node softplus() {
            double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(value)));
            return unary(Math.max(value, 0) + rest, 1 / (1 + StrictMath.exp(-value)));
        }

        /**
         * The distribution function of the standard normal distribution.
         *
         * @return {@code Φ(this)}
         */
        public Node normal() {
            return unary(NormalDistribution.cumulative(value), NormalDistribution.density(value));
        }

        /**
         * {@code this} if positive, else {@code alpha · (e^this − 1)}; the derivative at 0 is taken as alpha.
         *
         * @param alpha minus the limit at −∞
         * @return the exponential linear unit
         */
        public Node elu(double alpha) {
            return value > 0 ? unary(value, 1) : unary(alpha * StrictMath.expm1(value), alpha * StrictMath.exp(value));
        }

        /**
         * {@code max(this, 0)}; the derivative at 0 is taken as 0.
         *
         * @return the rectified value
         */
        public Node relu() {
            return value > 0 ? unary(value, 1) : unary(0, 0);
        }

        /**
         * {@code this} if positive, else {@code slope · this}; the derivative at 0 is taken as the slope.
         *
         * @param slope the factor of values that are not positive
         * @return the leaky rectified value
         */
        public Node leakyRelu(double slope) {
            return value > 0 ? unary(value, 1) : unary(slope * value, slope);
        }

        /**
         * {@code max(this, other)}; of equal operands the first is taken, with its gradient.
         *
         * @param other the other operand
         * @return the larger one
         */
        public Node max(Node other) {
            return value >= other.value ? binary(value, 1, other, 0) : binary(other.value, 0, other, 1);
        }

        private Node unary(double result, double local) {
            return graph.add(result, this, local, null, 0);
        }

        private Node binary(double result, double local, Node other, double otherLocal) {
            graph.require(other);
            return graph.add(result, this, local, other, otherLocal);
        }
    }

    /** What a backward pass found. */
    public static final class Gradients {
        private final ComputationGraph graph;
        private final double[] gradients;
        private final int visitedNodes;
        private final int visitedEdges;

        private Gradients(ComputationGraph graph, double[] gradients, int visitedNodes, int visitedEdges) {
            this.graph = graph;
            this.gradients = gradients;
            this.visitedNodes = visitedNodes;
            this.visitedEdges = visitedEdges;
        }

        /**
         * The derivative of the output by a node.
         *
         * @param node any node that the graph had when the pass ran
         * @return the derivative; 0 if the output does not depend on the node
         * @throws IllegalArgumentException if the node is another graph's, or was made after the pass
         */
        public double of(Node node) {
            graph.require(node);
            if (node.index >= gradients.length) {
                throw new IllegalArgumentException(
                        "node: one made after the pass (expected: one that the graph had when it ran)");
            }
            return gradients[node.index];
        }

        /**
         * How many nodes the pass visited, each once.
         *
         * @return the number
         */
        public int visitedNodes() {
            return visitedNodes;
        }

        /**
         * How many edges the pass followed, each once.
         *
         * @return the number
         */
        public int visitedEdges() {
            return visitedEdges;
        }
    }
}
