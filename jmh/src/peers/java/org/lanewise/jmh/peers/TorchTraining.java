package org.lanewise.jmh.peers;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.lanewise.jmh.steps.Net;
import org.lanewise.jmh.steps.Rule;
import org.lanewise.jmh.steps.TrainingRun;
import org.lanewise.jmh.steps.TrainingTask;

/** The step as PyTorch's tutorials write it: zero_grad, forward, loss, backward, step. */
final class TorchTraining implements TrainingRun {
    private final Net net;
    private final TorchParameters parameters;
    private final TensorVector list = new TensorVector();
    private final Tensor input;
    private final Tensor answers;
    private final Optimizer optimizer;
    private double loss = Double.NaN;

    TorchTraining(TrainingTask task, int threads) {
        torch.set_num_threads(threads);
        net = task.stepCase().net();
        int batch = task.stepCase().batch();
        parameters = new TorchParameters(net, task.parameters());
        for (int i = 0; i < net.depth(); i++) {
            list.push_back(parameters.weights(i).requires_grad_(true));
            list.push_back(parameters.bias(i).requires_grad_(true));
        }
        input = TorchParameters.tensor(task.inputs(), 0, batch, net.inputs());
        answers = net.squared() ? TorchParameters.tensor(task.targets(), 0, batch, 1) : labels(task.labels());
        optimizer = task.stepCase().rule() == Rule.ADAM
                ? new Adam(list, new AdamOptions(task.rate()))
                : new SGD(list, new SGDOptions(task.rate()));
    }

    private static Tensor labels(int[] labels) {
        long[] wide = new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            wide[i] = labels[i];
        }
        return torch.tensor(wide);
    }

    @Override
    @SuppressWarnings("try") // The scope is held, not used.
    public void steps(int times) {
        for (int i = 0; i < times; i++) {
            // Frees what the step has made, at once.
            try (PointerScope scope = new PointerScope()) {
                loss = step();
            }
        }
    }

    private double step() {
        optimizer.zero_grad();
        Tensor x = input;
        for (int i = 0; i < net.depth(); i++) {
            x = i == 0 ? parameters.linear(i, x) : parameters.linear(i, torch.relu_(x));
        }
        Tensor value = net.squared() ? torch.mse_loss(x, answers) : torch.cross_entropy_loss(x, answers);
        value.backward();
        optimizer.step();
        return value.item_float();
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public void close() {
        optimizer.close();
        answers.close();
        input.close();
        list.close();
        parameters.close();
    }
}
