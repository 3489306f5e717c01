package org.lanewise.jmh.steps;

import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Predictor;

/** One sample through a predictor. */
final class LanewiseInference implements Inference {
    private final Predictor predictor;

    LanewiseInference(Net net, float[] parameters) {
        Mlp model = new Mlp(net.layers());
        System.arraycopy(parameters, 0, model.parameters(), 0, parameters.length);
        this.predictor = new Predictor(model);
    }

    @Override
    public void run(float[] input, float[] output) {
        predictor.predict(1, input, 0, output, 0);
    }

    @Override
    public void close() {}
}
