package org.lanewise.jmh.steps;

import org.lanewise.kernels.Parallelism;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Workspace;

/** One sample through a workspace of that size. */
final class LanewiseInference implements Inference {
    private final Workspace workspace;

    LanewiseInference(Net net, float[] parameters) {
        Mlp model = new Mlp(net.layers());
        System.arraycopy(parameters, 0, model.parameters(), 0, parameters.length);
        this.workspace = new Workspace(model, 1, Parallelism.SEQUENTIAL);
    }

    @Override
    public void run(float[] input, float[] output) {
        workspace.forward(1, input, 0);
        System.arraycopy(workspace.output(), 0, output, 0, output.length);
    }

    @Override
    public void close() {}
}
