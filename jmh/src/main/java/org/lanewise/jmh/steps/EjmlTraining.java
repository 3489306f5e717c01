package org.lanewise.jmh.steps;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/**
 * The step as one would write it with EJML: its products and sums, every matrix made once, and what EJML has no function
 * for in one plain loop each, so that the compiler can vectorise it.
 */
final class EjmlTraining implements TrainingRun {
    private final TrainingTask task;
    private final Net net;
    private final boolean threaded;
    // By layer; activations[0] is the input, gradients are of what their names say.
    private final FMatrixRMaj[] activations;
    private final FMatrixRMaj[] weights;
    private final FMatrixRMaj[] biases;
    private final FMatrixRMaj[] gradOutputs;
    private final EjmlUpdate[] weightUpdates;
    private final EjmlUpdate[] biasUpdates;
    private double loss = Double.NaN;

    EjmlTraining(TrainingTask task, int threads) {
        this.task = task;
        this.net = task.stepCase().net();
        this.threaded = threads > 1;
        int batch = task.stepCase().batch();
        int depth = net.depth();
        activations = new FMatrixRMaj[depth + 1];
        weights = new FMatrixRMaj[depth];
        biases = new FMatrixRMaj[depth];
        gradOutputs = new FMatrixRMaj[depth];
        weightUpdates = new EjmlUpdate[depth];
        biasUpdates = new EjmlUpdate[depth];
        activations[0] =
                new FMatrixRMaj(batch, net.inputs(), true, task.inputs().clone());
        for (int i = 0; i < depth; i++) {
            int fanIn = net.fanIn(i);
            int fanOut = net.fanOut(i);
            activations[i + 1] = new FMatrixRMaj(batch, fanOut);
            gradOutputs[i] = new FMatrixRMaj(batch, fanOut);
            weights[i] = part(fanIn, fanOut, net.weightsOffset(i));
            biases[i] = part(1, fanOut, net.biasOffset(i));
            weightUpdates[i] = new EjmlUpdate(task.stepCase().rule(), task.rate(), weights[i]);
            biasUpdates[i] = new EjmlUpdate(task.stepCase().rule(), task.rate(), biases[i]);
        }
    }

    private FMatrixRMaj part(int rows, int columns, int offset) {
        return new FMatrixRMaj(
                rows, columns, true, Arrays.copyOfRange(task.parameters(), offset, offset + rows * columns));
    }

    @Override
    public void steps(int times) {
        for (int i = 0; i < times; i++) {
            forward();
            FMatrixRMaj outputs = activations[net.depth()];
            FMatrixRMaj gradient = gradOutputs[net.depth() - 1];
            loss = net.squared()
                    ? squaredError(outputs, task.targets(), gradient)
                    : crossEntropy(outputs, task.labels(), gradient);
            backward();
            for (int layer = 0; layer < net.depth(); layer++) {
                weightUpdates[layer].step();
                biasUpdates[layer].step();
            }
        }
    }

    private void forward() {
        for (int i = 0; i < net.depth(); i++) {
            FMatrixRMaj y = activations[i + 1];
            if (threaded) {
                CommonOps_MT_FDRM.mult(activations[i], weights[i], y);
            } else {
                CommonOps_FDRM.mult(activations[i], weights[i], y);
            }
            for (int row = 0; row < y.numRows; row++) {
                if (i + 1 < net.depth()) {
                    addBiasAndRectify(y.numCols, biases[i].data, y.data, row * y.numCols);
                } else {
                    addBias(y.numCols, biases[i].data, y.data, row * y.numCols);
                }
            }
        }
    }

    private static void addBiasAndRectify(int length, float[] bias, float[] y, int offset) {
        for (int j = 0; j < length; j++) {
            y[offset + j] = Math.max(y[offset + j] + bias[j], 0);
        }
    }

    private static void addBias(int length, float[] bias, float[] y, int offset) {
        for (int j = 0; j < length; j++) {
            y[offset + j] += bias[j];
        }
    }

    private void backward() {
        for (int i = net.depth() - 1; i >= 0; i--) {
            FMatrixRMaj gradOutput = gradOutputs[i];
            if (threaded) {
                CommonOps_MT_FDRM.multTransA(activations[i], gradOutput, weightUpdates[i].gradient());
            } else {
                CommonOps_FDRM.multTransA(activations[i], gradOutput, weightUpdates[i].gradient());
            }
            CommonOps_FDRM.sumCols(gradOutput, biasUpdates[i].gradient());
            if (i > 0) {
                if (threaded) {
                    CommonOps_MT_FDRM.multTransB(gradOutput, weights[i], gradOutputs[i - 1]);
                } else {
                    CommonOps_FDRM.multTransB(gradOutput, weights[i], gradOutputs[i - 1]);
                }
                rectifyBackward(activations[i].data, gradOutputs[i - 1].data);
            }
        }
    }

    private static void rectifyBackward(float[] y, float[] gradient) {
        for (int i = 0; i < y.length; i++) {
            gradient[i] = y[i] > 0 ? gradient[i] : 0;
        }
    }

    private static double squaredError(FMatrixRMaj outputs, float[] targets, FMatrixRMaj gradient) {
        float scale = 2f / outputs.numRows;
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            float difference = outputs.data[i] - targets[i];
            gradient.data[i] = scale * difference;
            sum += difference * difference;
        }
        return sum / outputs.numRows;
    }

    private static double crossEntropy(FMatrixRMaj logits, int[] labels, FMatrixRMaj gradient) {
        int columns = logits.numCols;
        double sum = 0;
        for (int row = 0; row < logits.numRows; row++) {
            int first = row * columns;
            float max = logits.data[first];
            for (int j = 1; j < columns; j++) {
                max = Math.max(max, logits.data[first + j]);
            }
            float total = 0;
            for (int j = 0; j < columns; j++) {
                float power = (float) Math.exp(logits.data[first + j] - max);
                gradient.data[first + j] = power;
                total += power;
            }
            sum += Math.log(total) - (logits.data[first + labels[row]] - max);
            for (int j = 0; j < columns; j++) {
                gradient.data[first + j] /= total * logits.numRows;
            }
            gradient.data[first + labels[row]] -= 1f / logits.numRows;
        }
        return sum / logits.numRows;
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public void close() {}
}
