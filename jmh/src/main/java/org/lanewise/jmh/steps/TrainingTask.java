package org.lanewise.jmh.steps;

import org.lanewise.kernels.CounterRandom;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Mlp;

/**
 * What every contestant starts from. The arrays are not to be written to.
 *
 * @param stepCase net, batch and rule
 * @param rate the learning rate
 * @param parameters the start parameters, laid out as {@link Net} says
 * @param inputs {@code [batch, inputs]}
 * @param labels {@code [batch]}, for cross-entropy
 * @param targets {@code [batch]}, for the squared error
 */
public record TrainingTask(
        StepCase stepCase, float rate, float[] parameters, float[] inputs, int[] labels, float[] targets) {
    /**
     * Random numbers, the same each time.
     *
     * @param stepCase net, batch and rule
     * @param rate the learning rate
     * @return the task
     */
    public static TrainingTask random(StepCase stepCase, float rate) {
        Net net = stepCase.net();
        Mlp model = new Mlp(net.layers());
        Initialization.HE_NORMAL.apply(model, 0);
        float[] inputs = new float[stepCase.batch() * net.inputs()];
        CounterRandom random = new CounterRandom(0, 0);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.uniform(i);
        }
        int[] labels = new int[stepCase.batch()];
        float[] targets = new float[stepCase.batch()];
        CounterRandom answers = new CounterRandom(0, 1);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = answers.below(i, net.outputs());
            targets[i] = answers.normal(i);
        }
        return new TrainingTask(stepCase, rate, model.parameters(), inputs, labels, targets);
    }
}
