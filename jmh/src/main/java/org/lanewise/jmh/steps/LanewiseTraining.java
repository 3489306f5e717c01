package org.lanewise.jmh.steps;

import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.OptimizerState;
import org.lanewise.mlp.Workspace;

/** A step as a user of the library writes it. */
final class LanewiseTraining implements TrainingRun {
    private final TrainingTask task;
    private final Parallelism parallelism;
    private final Mlp model;
    private final Workspace workspace;
    private final OptimizerState optimizer;
    private double loss = Double.NaN;

    LanewiseTraining(TrainingTask task, Parallelism parallelism) {
        this.task = task;
        this.parallelism = parallelism;
        this.model = new Mlp(task.stepCase().net().layers());
        System.arraycopy(task.parameters(), 0, model.parameters(), 0, model.parameters().length);
        this.workspace = new Workspace(model, task.stepCase().batch(), parallelism);
        this.optimizer = task.stepCase().rule().lanewise(task.rate()).newState(model.parameters().length);
    }

    @Override
    public void steps(int times) {
        for (int i = 0; i < times; i++) {
            step();
        }
    }

    private void step() {
        workspace.forward(task.stepCase().batch(), task.inputs(), 0);
        loss = task.stepCase().net().squared()
                ? workspace.sumOfSquares(task.targets(), 0)
                : workspace.loss(Loss.SOFTMAX_CROSS_ENTROPY, task.labels(), 0);
        workspace.backward();
        optimizer.step(workspace.gradients(), model.parameters(), parallelism);
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public void close() {}
}
