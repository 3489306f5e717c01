package org.lanewise.mlp;

import java.util.List;
import java.util.Objects;

/**
 * A multi-layer perceptron: layers, and one flat array of parameters that all of them share.
 *
 * <p>The parameters of the layers follow each other in order: a dense layer's weights {@code [fanIn, fanOut]}
 * (row-major) before its bias {@code [fanOut]}, a PReLU's slopes. One flat array lets an optimizer update a whole model in one pass and a
 * gradient checker walk over it.
 *
 * <p>Not safe for use by one thread while another changes its parameters.
 */
public final class Mlp {
    private static final int MAX_PARAMETERS = Integer.MAX_VALUE - 8;

    private final List<Layer> layers;
    private final int[] parameterOffsets;
    private final int inputWidth;
    private final int outputWidth;
    private final float[] parameters;

    /**
     * A model whose parameters are all 0; an initialisation fills them.
     *
     * @param layers the layers in order; the first is a {@link Dense}, and each layer takes rows as wide as the
     *     one before it gives
     * @throws IllegalArgumentException if there is no layer, the first is not dense, two do not fit, or there are more
     *     than 2³¹ − 9 parameters
     */
    public Mlp(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        this.parameterOffsets = new int[this.layers.size()];
        if (this.layers.isEmpty()) {
            throw new IllegalArgumentException("layers: none (expected: at least one)");
        }
        if (!(this.layers.get(0) instanceof Dense first)) {
            throw new IllegalArgumentException("layers[0]: " + this.layers.get(0) + " (expected: a dense layer)");
        }
        this.inputWidth = first.fanIn();
        int width = inputWidth;
        long count = 0;
        for (int i = 0; i < this.layers.size(); i++) {
            parameterOffsets[i] = (int) count;
            Layer layer = this.layers.get(i);
            requireTakes("layers[" + i + "].", layer, width);
            width = layer.outputWidth(width);
            count += layer.parameterCount();
            if (count > MAX_PARAMETERS) {
                throw new IllegalArgumentException("layers: more than " + MAX_PARAMETERS + " parameters up to layer "
                        + i + " (expected: at most as many as an array holds)");
            }
        }
        this.outputWidth = width;
        this.parameters = new float[(int) count];
    }

    private static void requireTakes(String prefix, Layer layer, int width) {
        if (layer instanceof Dense dense) {
            require(dense.fanIn() == width, prefix + "fanIn: " + dense.fanIn(), width);
        } else if (layer instanceof Maxout maxout) {
            require(maxout.inputWidth() == width, prefix + "units * pieces: " + maxout.inputWidth(), width);
        } else if (layer instanceof Prelu prelu && prelu.slopes() != 1) {
            require(prelu.slopes() == width, prefix + "slopes: " + prelu.slopes(), width);
        }
    }

    private static void require(boolean holds, String what, int width) {
        if (!holds) {
            throw new IllegalArgumentException(what + " (expected: " + width + ", the width of the layer before)");
        }
    }

    /**
     * The layers in order.
     *
     * @return an immutable list
     */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * The width of an input row.
     *
     * @return fanIn of the first layer
     */
    public int inputWidth() {
        return inputWidth;
    }

    /**
     * The width of an output row.
     *
     * @return the width that the last layer gives
     */
    public int outputWidth() {
        return outputWidth;
    }

    /**
     * All parameters: the live array, not a copy.
     *
     * @return the array; what is written into it changes the model
     */
    public float[] parameters() {
        return parameters;
    }

    /**
     * Where the weights of a dense layer start in {@link #parameters()}.
     *
     * @param layer index into {@link #layers()}
     * @return the offset
     * @throws IndexOutOfBoundsException if there is no such layer
     * @throws IllegalArgumentException if the layer is not dense
     */
    public int weightsOffset(int layer) {
        dense(layer);
        return parameterOffsets[layer];
    }

    /**
     * Where the bias of a dense layer starts in {@link #parameters()}.
     *
     * @param layer index into {@link #layers()}
     * @return the offset
     * @throws IndexOutOfBoundsException if there is no such layer
     * @throws IllegalArgumentException if the layer is not dense
     */
    public int biasOffset(int layer) {
        return parameterOffsets[layer] + (int) dense(layer).weightCount();
    }

    /**
     * Where the slopes of a PReLU start in {@link #parameters()}.
     *
     * @param layer index into {@link #layers()}
     * @return the offset
     * @throws IndexOutOfBoundsException if there is no such layer
     * @throws IllegalArgumentException if the layer is not a PReLU
     */
    public int slopesOffset(int layer) {
        Objects.checkIndex(layer, layers.size());
        if (layers.get(layer) instanceof Prelu) {
            return parameterOffsets[layer];
        }
        throw new IllegalArgumentException("layer: " + layer + " (expected: a PReLU, not " + layers.get(layer) + ")");
    }

    /** Where the parameters of a layer start in {@link #parameters()}, or would if it had any. */
    int parametersOffset(int layer) {
        return parameterOffsets[layer];
    }

    private Dense dense(int layer) {
        Objects.checkIndex(layer, layers.size());
        if (layers.get(layer) instanceof Dense dense) {
            return dense;
        }
        throw new IllegalArgumentException(
                "layer: " + layer + " (expected: a dense one, not " + layers.get(layer) + ")");
    }
}
