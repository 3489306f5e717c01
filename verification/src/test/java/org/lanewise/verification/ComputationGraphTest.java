package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComputationGraphTest {
    /** The textbook's f = (x + y)·z at (−2, 5, −4). */
    @Test
    void textbookExample() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(-2);
        ComputationGraph.Node y = graph.input(5);
        ComputationGraph.Node z = graph.input(-4);
        ComputationGraph.Node f = x.plus(y).times(z);
        ComputationGraph.Gradients gradients = graph.backward(f);
        assertEquals(-12, f.value());
        assertEquals(-4, gradients.of(x));
        assertEquals(-4, gradients.of(y));
        assertEquals(3, gradients.of(z));
    }

    /** x, 2x, 4x, …: 2ⁿ paths lead from the output to x; the pass follows 2n edges. */
    @Test
    void visitsGrowWithEdgesNotPaths() {
        int n = 60;
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(1);
        ComputationGraph.Node sum = x;
        for (int i = 0; i < n; i++) {
            sum = sum.plus(sum);
        }
        ComputationGraph.Gradients gradients = graph.backward(sum);
        assertEquals(0x1p60, gradients.of(x));
        assertEquals(n + 1, gradients.visitedNodes());
        assertEquals(2 * n, gradients.visitedEdges());
    }

    @Test
    void whatTheOutputDoesNotDependOnIsNotVisited() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(3);
        ComputationGraph.Node other = graph.input(7);
        ComputationGraph.Node aside = x.times(other);
        ComputationGraph.Node square = x.times(x);
        square.exp();
        ComputationGraph.Gradients gradients = graph.backward(square);
        assertEquals(6, gradients.of(x));
        assertEquals(0, gradients.of(other));
        assertEquals(0, gradients.of(aside));
        assertEquals(2, gradients.visitedNodes());
    }

    @Test
    void everyUnaryOperation() {
        record Operation(String name, UnaryOperator<ComputationGraph.Node> operation) {}
        List<Operation> operations = List.of(
                new Operation("exp", ComputationGraph.Node::exp),
                new Operation("tanh", ComputationGraph.Node::tanh),
                new Operation("sigmoid", ComputationGraph.Node::sigmoid),
                new Operation("softplus", ComputationGraph.Node::softplus),
                new Operation("normal", ComputationGraph.Node::normal),
                new Operation("elu", x -> x.elu(0.7)),
                new Operation("relu", ComputationGraph.Node::relu),
                new Operation("leaky relu", x -> x.leakyRelu(0.1)));
        for (Operation operation : operations) {
            for (double at : new double[] {-3, -0.7, 0.2, 1, 4.5}) {
                checkUnary(operation.name, operation.operation, at);
            }
        }
        for (double at : new double[] {0.3, 1, 20}) {
            checkUnary("log", ComputationGraph.Node::log, at);
        }
    }

    @Test
    void everyBinaryOperation() {
        record Operation(String name, BinaryOperator<ComputationGraph.Node> operation) {}
        List<Operation> operations = List.of(
                new Operation("plus", ComputationGraph.Node::plus),
                new Operation("minus", ComputationGraph.Node::minus),
                new Operation("times", ComputationGraph.Node::times),
                new Operation("divided by", ComputationGraph.Node::dividedBy),
                new Operation("max", ComputationGraph.Node::max));
        for (Operation operation : operations) {
            for (double[] at : new double[][] {{1, 2}, {-3, 0.5}, {4, -1.5}}) {
                ComputationGraph graph = new ComputationGraph();
                ComputationGraph.Node x = graph.input(at[0]);
                ComputationGraph.Node y = graph.input(at[1]);
                ComputationGraph.Gradients gradients = graph.backward(operation.operation.apply(x, y));
                ScalarFunction function = p -> {
                    ComputationGraph other = new ComputationGraph();
                    return operation
                            .operation
                            .apply(other.input(p[0]), other.input(p[1]))
                            .value();
                };
                GradientCheck.SMOOTH
                        .check(function, at, new double[] {gradients.of(x), gradients.of(y)})
                        .assertPassed();
            }
        }
    }

    @Test
    void valuesOfTheOperations() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(0.5);
        ComputationGraph.Node y = graph.input(-2);
        assertEquals(-1.5, x.plus(y).value());
        assertEquals(2.5, x.minus(y).value());
        assertEquals(-1, x.times(y).value());
        assertEquals(-0.25, x.dividedBy(y).value());
        assertEquals(0.5, x.max(y).value());
        assertEquals(0.5, y.max(x).value());
        assertEquals(1.6487212707001282, x.exp().value(), 1e-15);
        assertEquals(-0.6931471805599453, x.log().value(), 1e-15);
        assertEquals(0.46211715726000975, x.tanh().value(), 1e-15);
        assertEquals(0.6224593312018546, x.sigmoid().value(), 1e-15);
        assertEquals(0.9740769841801067, x.softplus().value(), 1e-15);
        assertEquals(0.6914624612740131, x.normal().value(), 1e-15);
        assertEquals(0.022750131948179195, y.normal().value(), 1e-15);
        assertEquals(-0.4323323583816936, y.elu(0.5).value(), 1e-15);
        assertEquals(0.5, x.elu(0.5).value());
        assertEquals(0.5, x.relu().value());
        assertEquals(0, y.relu().value());
        assertEquals(-0.25, y.leakyRelu(0.125).value());
    }

    @Test
    void slopesAtTheKink() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node zero = graph.input(0);
        assertEquals(0, graph.backward(zero.relu()).of(zero));
        assertEquals(0.1, graph.backward(zero.leakyRelu(0.1)).of(zero));
    }

    @Test
    void aNodeOfAnotherGraphIsRefused() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node own = graph.input(1);
        ComputationGraph.Node foreign = new ComputationGraph().input(2);
        assertThrows(IllegalArgumentException.class, () -> own.plus(foreign));
        assertThrows(IllegalArgumentException.class, () -> graph.backward(foreign));
        assertThrows(IllegalArgumentException.class, () -> graph.backward(own).of(foreign));
    }

    @Test
    void aNodeMadeAfterThePassIsRefused() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(1);
        ComputationGraph.Gradients gradients = graph.backward(x.exp());
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> gradients.of(graph.input(2)));
        assertEquals(
                "node: one made after the pass (expected: one that the graph had when it ran)", error.getMessage());
    }

    private static void checkUnary(String name, UnaryOperator<ComputationGraph.Node> operation, double at) {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(at);
        double gradient = graph.backward(operation.apply(x)).of(x);
        ScalarFunction function =
                p -> operation.apply(new ComputationGraph().input(p[0])).value();
        GradientReport report = GradientCheck.SMOOTH.check(function, new double[] {at}, new double[] {gradient});
        if (!report.passed()) {
            throw new AssertionError(name + " at " + at + ": " + report);
        }
    }

    /** Forward mode on the textbook's example, and where it refuses. */
    @Test
    void derivativeAlongADirection() {
        ComputationGraph graph = new ComputationGraph();
        ComputationGraph.Node x = graph.input(-2);
        ComputationGraph.Node y = graph.input(5);
        ComputationGraph.Node z = graph.input(-4);
        ComputationGraph.Node f = x.plus(y).times(z);
        ComputationGraph.Node later = graph.input(1);
        ComputationGraph.Node[] inputs = {x, y, z, later};
        assertEquals(-4, graph.derivative(f, inputs, new double[] {1, 0, 0, 0}));
        assertEquals(-4, graph.derivative(f, inputs, new double[] {0, 1, 0, 0}));
        assertEquals(3, graph.derivative(f, inputs, new double[] {0, 0, 1, 7}));
        assertEquals(2 * -4 + 3 * -4 + 5 * 3, graph.derivative(f, inputs, new double[] {2, 3, 5, 0}));
        assertThrows(IllegalArgumentException.class, () -> graph.derivative(f, inputs, new double[3]));
        assertThrows(
                IllegalArgumentException.class,
                () -> graph.derivative(f, new ComputationGraph.Node[] {f}, new double[1]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ComputationGraph().derivative(f, new ComputationGraph.Node[0], new double[0]));
    }
}
