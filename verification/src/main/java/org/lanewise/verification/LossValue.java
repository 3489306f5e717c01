package org.lanewise.verification;

import org.lanewise.mlp.Loss;

/** The loss of one sample, by its definition in double. */
final class LossValue {
    private LossValue() {}

    /** Whether the loss has kinks, or bends that finite differences see as such. */
    static boolean hasKinks(Loss loss) {
        return loss instanceof Loss.Huber || loss instanceof Loss.AbsoluteError;
    }

    /** On which side of its kink an output is. */
    static boolean side(Loss loss, double output, double target) {
        double r = output - target;
        return loss instanceof Loss.Huber huber ? Math.abs(r) > huber.delta() : r > 0;
    }

    /** The loss of the outputs, given a target for each from {@code first} on. */
    static double of(Loss loss, double[] outputs, float[] targets, int first) {
        if (loss instanceof Loss.SoftmaxCrossEntropy entropy) {
            return crossEntropy(outputs, adjusted(entropy, targets, first, outputs.length));
        }
        double sum = 0;
        for (int j = 0; j < outputs.length; j++) {
            sum += term(loss, outputs[j], targets[first + j]);
        }
        return loss instanceof Loss.MeanOfSquares ? sum / outputs.length : sum;
    }

    /** The targets after label smoothing and class weights. */
    static double[] adjusted(Loss.SoftmaxCrossEntropy loss, float[] targets, int first, int classes) {
        double smoothing = loss.labelSmoothing();
        float[] weights = loss.classWeights();
        double[] adjusted = new double[classes];
        for (int j = 0; j < classes; j++) {
            adjusted[j] = (1 - smoothing) * targets[first + j] + smoothing / classes;
            if (weights.length > 0) {
                adjusted[j] *= weights[j];
            }
        }
        return adjusted;
    }

    /** ln(1 + eˣ). */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double term(Loss loss, double output, double target) {
        double r = output - target;
        double size = Math.abs(r);
        if (loss instanceof Loss.SumOfSquares || loss instanceof Loss.MeanOfSquares) {
            return r * r;
        } else if (loss instanceof Loss.AbsoluteError) {
            return size;
        } else if (loss instanceof Loss.Huber huber) {
            double delta = huber.delta();
            return size <= delta ? r * r / 2 : delta * (size - delta / 2);
        } else if (loss instanceof Loss.BinaryCrossEntropy) {
            return target * softplus(-output) + (1 - target) * softplus(output);
        }
        throw new IllegalArgumentException("loss: " + loss + " (expected: one that the oracle knows)");
    }

    private static double crossEntropy(double[] logits, double[] targets) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - max);
        }
        double loss = 0;
        for (int j = 0; j < logits.length; j++) {
            loss += targets[j] * (Math.log(sum) + max - logits[j]);
        }
        return loss;
    }
}
