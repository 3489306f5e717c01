package org.lanewise.verification;

import org.lanewise.mlp.Loss;

/** The loss of one sample as nodes of a {@link ComputationGraph}. */
final class LossGraph {
    private final ComputationGraph graph;
    private final Loss loss;

    LossGraph(ComputationGraph graph, Loss loss) {
        this.graph = graph;
        this.loss = loss;
    }

    /** The loss of the outputs, given a target for each from {@code first} on. */
    ComputationGraph.Node of(ComputationGraph.Node[] outputs, float[] targets, int first) {
        if (loss instanceof Loss.SoftmaxCrossEntropy entropy) {
            return crossEntropy(outputs, LossValue.adjusted(entropy, targets, first, outputs.length));
        }
        ComputationGraph.Node sum = graph.input(0);
        for (int j = 0; j < outputs.length; j++) {
            sum = sum.plus(term(outputs[j], targets[first + j]));
        }
        return loss instanceof Loss.MeanOfSquares ? sum.dividedBy(graph.input(outputs.length)) : sum;
    }

    private ComputationGraph.Node term(ComputationGraph.Node output, double target) {
        ComputationGraph.Node r = output.minus(graph.input(target));
        if (loss instanceof Loss.SumOfSquares || loss instanceof Loss.MeanOfSquares) {
            return r.times(r);
        } else if (loss instanceof Loss.AbsoluteError) {
            return size(r);
        } else if (loss instanceof Loss.Huber huber) {
            double delta = huber.delta();
            return Math.abs(r.value()) <= delta
                    ? r.times(r).times(graph.input(0.5))
                    : size(r).minus(graph.input(delta / 2)).times(graph.input(delta));
        } else if (loss instanceof Loss.BinaryCrossEntropy) {
            // ln(1 + eˣ) − t·x
            return output.softplus().minus(output.times(graph.input(target)));
        }
        throw new IllegalArgumentException("loss: " + loss + " (expected: one that the oracle knows)");
    }

    // The slope −1 makes a magnitude of a leaky ReLU; at 0 the library has 0.
    private ComputationGraph.Node size(ComputationGraph.Node r) {
        return r.value() == 0 ? graph.input(0) : r.leakyRelu(-1);
    }

    private ComputationGraph.Node crossEntropy(ComputationGraph.Node[] logits, double[] targets) {
        ComputationGraph.Node max = logits[0];
        for (ComputationGraph.Node logit : logits) {
            max = max.max(logit);
        }
        ComputationGraph.Node sum = graph.input(0);
        for (ComputationGraph.Node logit : logits) {
            sum = sum.plus(logit.minus(max).exp());
        }
        ComputationGraph.Node logOfSum = sum.log().plus(max);
        ComputationGraph.Node result = graph.input(0);
        for (int j = 0; j < logits.length; j++) {
            result = result.plus(logOfSum.minus(logits[j]).times(graph.input(targets[j])));
        }
        return result;
    }
}
