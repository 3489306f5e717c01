package org.lanewise.verification;

import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;

/**
 * Which weight, bias or slope a position in {@link Mlp#parameters()} is.
 *
 * @param layer index into {@link Mlp#layers()}
 * @param kind what it is
 * @param row the input that a weight belongs to, else 0
 * @param column the neuron that it belongs to; of a shared slope 0
 * @param description of the layer
 */
public record MlpParameter(int layer, Kind kind, int row, int column, String description) {
    /** Kinds of parameters. */
    public enum Kind {
        /** Of a dense layer. */
        WEIGHT,
        /** Of a dense layer. */
        BIAS,
        /** Of a PReLU. */
        SLOPE
    }

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
                    return new MlpParameter(
                            layer, Kind.WEIGHT, inLayer / dense.fanOut(), inLayer % dense.fanOut(), dense.describe());
                }
                if (inBias < dense.fanOut()) {
                    return new MlpParameter(layer, Kind.BIAS, 0, inBias, dense.describe());
                }
            } else if (model.layers().get(layer) instanceof Prelu prelu) {
                int slope = index - model.slopesOffset(layer);
                if (slope < prelu.slopes()) {
                    return new MlpParameter(layer, Kind.SLOPE, 0, slope, prelu.describe());
                }
            }
        }
        throw new IndexOutOfBoundsException(
                "index: " + index + " (expected: 0 <= index < " + model.parameters().length + ")");
    }

    @Override
    public String toString() {
        String where = switch (kind) {
            case WEIGHT -> "weight[row " + row + ", column " + column + "]";
            case BIAS -> "bias[" + column + "]";
            case SLOPE -> "slope[" + column + "]";
        };
        return "layer " + layer + " (" + description + ") " + where;
    }
}
