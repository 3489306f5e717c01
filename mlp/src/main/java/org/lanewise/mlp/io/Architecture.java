package org.lanewise.mlp.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Layer;

/**
 * A model's layers as text: {@code dense 784 256, relu, dense 256 10}. Leaky ReLU carries its slope, as the shortest
 * decimal that reads back as the same float: {@code leakyrelu 0.01}; so does dropout its probability to keep a number:
 * {@code dropout 0.8}.
 */
final class Architecture {
    private static final String SEPARATOR = ", ";
    private static final Pattern DENSE = Pattern.compile("dense ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})");
    private static final String DECIMAL = "(-?[0-9]{1,9}(?:\\.[0-9]{1,20})?(?:E-?[0-9]{1,2})?)";
    private static final Pattern LEAKY_RELU = Pattern.compile("leakyrelu " + DECIMAL);
    private static final Pattern DROPOUT = Pattern.compile("dropout " + DECIMAL);

    private Architecture() {}

    static String format(List<Layer> layers) {
        return layers.stream().map(Architecture::format).collect(Collectors.joining(SEPARATOR));
    }

    private static String format(Layer layer) {
        if (layer instanceof Dense dense) {
            return "dense " + dense.fanIn() + " " + dense.fanOut();
        }
        if (layer instanceof Dropout dropout) {
            return "dropout " + dropout.keep();
        }
        Activation activation = (Activation) layer;
        return activation instanceof Activation.LeakyRelu leaky
                ? activation.name() + " " + leaky.slope()
                : activation.name();
    }

    /**
     * The layers that a text describes.
     *
     * @throws MalformedException if a layer is none that is known
     */
    static List<Layer> parse(String text) throws MalformedException {
        List<Layer> layers = new ArrayList<>();
        for (String layer : text.split(SEPARATOR, -1)) {
            layers.add(parseLayer(layer));
        }
        return layers;
    }

    private static Layer parseLayer(String text) throws MalformedException {
        for (Activation activation : List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU)) {
            if (text.equals(activation.name())) {
                return activation;
            }
        }
        Matcher dense = DENSE.matcher(text);
        if (dense.matches()) {
            return new Dense(width(dense.group(1)), width(dense.group(2)));
        }
        Matcher leakyRelu = LEAKY_RELU.matcher(text);
        if (leakyRelu.matches()) {
            float slope = Float.parseFloat(leakyRelu.group(1));
            if (!(slope >= 0 && slope <= Float.MAX_VALUE)) {
                throw new MalformedException("slope " + leakyRelu.group(1) + " (expected: >= 0 and finite)");
            }
            return Activation.leakyRelu(slope);
        }
        Matcher dropout = DROPOUT.matcher(text);
        if (dropout.matches()) {
            float keep = Float.parseFloat(dropout.group(1));
            if (!(keep > 0 && keep <= 1)) {
                throw new MalformedException("keep " + dropout.group(1) + " (expected: 0 < keep <= 1)");
            }
            return new Dropout(keep);
        }
        throw new MalformedException("layer " + Quoted.of(text)
                + " (expected: dense FANIN FANOUT, sigmoid, tanh, relu, leakyrelu SLOPE or" + " dropout KEEP)");
    }

    private static int width(String digits) throws MalformedException {
        long width = Long.parseLong(digits);
        if (width > Integer.MAX_VALUE) {
            throw new MalformedException("width " + width + " (expected: at most " + Integer.MAX_VALUE + ")");
        }
        return (int) width;
    }
}
