package org.lanewise.verification;

import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;

/**
 * Which weight or bias a position in {@link Mlp#parameters()} is.
 *
 * @param layer index into {@link Mlp#layers()}
 * @param dense that layer
 * @param bias whether it is a bias
 * @param row the input that a weight belongs to, 0 for a bias
 * @param column the neuron that it belongs to
 */
public record MlpParameter(int layer, Dense dense, boolean bias, int row, int column) {
    /**
     * The parameter at a position.
     *
     * @param model the model
     * @param index index into {@link Mlp#parameters()}
     * @return the parameter
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public static MlpParameter at(Mlp model, int index) {
        for (int layer = 0; layer < model.layers().size() && index >= 0; layer++) {
            if (model.layers().get(layer) instanceof Dense dense) {
                int inLayer = index - model.weightsOffset(layer);
                int inBias = index - model.biasOffset(layer);
                if (inBias < 0) {
                    return new MlpParameter(layer, dense, false, inLayer / dense.fanOut(), inLayer % dense.fanOut());
                }
                if (inBias < dense.fanOut()) {
                    return new MlpParameter(layer, dense, true, 0, inBias);
                }
            }
        }
        throw new IndexOutOfBoundsException(
                "index: " + index + " (expected: 0 <= index < " + model.parameters().length + ")");
    }

    @Override
    public String toString() {
        String where = bias ? "bias[" + column + "]" : "weight[row " + row + ", column " + column + "]";
        return "layer " + layer + " (dense " + dense.fanIn() + " -> " + dense.fanOut() + ") " + where;
    }
}
