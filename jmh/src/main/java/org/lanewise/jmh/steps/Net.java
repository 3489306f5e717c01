package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Layer;

/**
 * A multi-layer perceptron of dense layers with ReLU between them. One output is trained with the squared error, more
 * with softmax cross-entropy. Parameters lie as in {@link org.lanewise.mlp.Mlp#parameters()}: each layer's weights
 * {@code [fanIn, fanOut]}, then its bias.
 *
 * @param widths of the input, the hidden layers and the output
 */
public record Net(List<Integer> widths) {
    private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,4}(-[1-9]\\d{0,4})+");

    /**
     * Reads widths, as in {@code 784-256-128-10}.
     *
     * @param text the widths
     * @return the net
     * @throws IllegalArgumentException if the text has another form
     */
    public static Net parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("net: " + text + " (expected: widths like 784-256-128-10)");
        }
        return new Net(Arrays.stream(text.split("-")).map(Integer::valueOf).toList());
    }

    /**
     * Dense layers.
     *
     * @return how many
     */
    public int depth() {
        return widths.size() - 1;
    }

    /**
     * Inputs of a layer's neurons.
     *
     * @param layer from 0
     * @return the number
     */
    public int fanIn(int layer) {
        return widths.get(layer);
    }

    /**
     * A layer's neurons.
     *
     * @param layer from 0
     * @return the number
     */
    public int fanOut(int layer) {
        return widths.get(layer + 1);
    }

    /**
     * Inputs of the net.
     *
     * @return the number
     */
    public int inputs() {
        return fanIn(0);
    }

    /**
     * Outputs of the net.
     *
     * @return the number
     */
    public int outputs() {
        return fanOut(depth() - 1);
    }

    /**
     * Whether the loss is the squared error.
     *
     * @return whether there is one output
     */
    public boolean squared() {
        return outputs() == 1;
    }

    /**
     * Where a layer's weights start; its bias follows them.
     *
     * @param layer from 0; the depth stands for the end
     * @return the index
     */
    public int weightsOffset(int layer) {
        int offset = 0;
        for (int i = 0; i < layer; i++) {
            offset += (fanIn(i) + 1) * fanOut(i);
        }
        return offset;
    }

    /**
     * Where a layer's bias starts.
     *
     * @param layer from 0
     * @return the index
     */
    public int biasOffset(int layer) {
        return weightsOffset(layer) + fanIn(layer) * fanOut(layer);
    }

    /**
     * The net as Lanewise describes it.
     *
     * @return the layers
     */
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth(); i++) {
            if (i > 0) {
                layers.add(Activation.RELU);
            }
            layers.add(new Dense(fanIn(i), fanOut(i)));
        }
        return layers;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
