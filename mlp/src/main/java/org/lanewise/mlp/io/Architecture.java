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
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Prelu;

/**
 * A model's layers as text: {@code dense 784 256, relu, dense 256 10}. Leaky ReLU carries its slope and ELU its
 * alpha, as the shortest decimal that reads back as the same float: {@code leakyrelu 0.01}; PReLU the number of its
 * slopes: {@code prelu 256}; Maxout its units and pieces: {@code maxout 128 2}; dropout its probability to keep a number:
 * {@code dropout 0.8}.
 */
final class Architecture {
    private static final String SEPARATOR = ", ";
    private static final Pattern DENSE = Pattern.compile("dense ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})");
    private static final String DECIMAL = "(-?[0-9]{1,9}(?:\\.[0-9]{1,20})?(?:E-?[0-9]{1,2})?)";
    private static final Pattern WITH_NUMBER = Pattern.compile("(leakyrelu|elu) " + DECIMAL);
    private static final Pattern DROPOUT = Pattern.compile("dropout " + DECIMAL);
    private static final Pattern PRELU = Pattern.compile("prelu ([1-9][0-9]{0,9})");
    private static final Pattern MAXOUT = Pattern.compile("maxout ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})");
    private static final List<Activation> WITHOUT_NUMBER = List.of(
            Activation.IDENTITY,
            Activation.SIGMOID,
            Activation.TANH,
            Activation.RELU,
            Activation.SOFTPLUS,
            Activation.SILU,
            Activation.GELU);

    // One of each for all layers of a text, as a file may have many.
    private final Matcher dense = DENSE.matcher("");
    private final Matcher prelu = PRELU.matcher("");
    private final Matcher maxout = MAXOUT.matcher("");
    private final Matcher withNumber = WITH_NUMBER.matcher("");
    private final Matcher dropout = DROPOUT.matcher("");

    private Architecture() {}

    static String format(List<Layer> layers) {
        return layers.stream().map(Architecture::format).collect(Collectors.joining(SEPARATOR));
    }

    private static String format(Layer layer) {
        if (layer instanceof Dense dense) {
            return "dense " + dense.fanIn() + " " + dense.fanOut();
        }
        if (layer instanceof Prelu prelu) {
            return "prelu " + prelu.slopes();
        }
        if (layer instanceof Maxout maxout) {
            return "maxout " + maxout.units() + " " + maxout.pieces();
        }
        return layer.describe();
    }

    /**
     * The layers that a text describes.
     *
     * @throws MalformedException if a layer is none that is known, or there are too many
     */
    static List<Layer> parse(String text) throws MalformedException {
        String[] texts = text.split(SEPARATOR, ModelFile.MOST_LAYERS + 1);
        if (texts.length > ModelFile.MOST_LAYERS) {
            throw new MalformedException(
                    "more than " + ModelFile.MOST_LAYERS + " layers (expected: at most that many)");
        }
        List<Layer> layers = new ArrayList<>(texts.length);
        Architecture architecture = new Architecture();
        for (String layer : texts) {
            layers.add(architecture.parseLayer(layer));
        }
        return layers;
    }

    private Layer parseLayer(String text) throws MalformedException {
        for (Activation activation : WITHOUT_NUMBER) {
            if (text.equals(activation.name())) {
                return activation;
            }
        }
        if (dense.reset(text).matches()) {
            return new Dense(width(dense.group(1)), width(dense.group(2)));
        }
        if (prelu.reset(text).matches()) {
            return new Prelu(width(prelu.group(1)));
        }
        if (maxout.reset(text).matches()) {
            int units = width(maxout.group(1));
            int pieces = width(maxout.group(2));
            if ((long) units * pieces > Integer.MAX_VALUE) {
                throw new MalformedException(text + " (expected: units * pieces < 2^31)");
            }
            return new Maxout(units, pieces);
        }
        if (withNumber.reset(text).matches()) {
            boolean elu = withNumber.group(1).equals("elu");
            float number = Float.parseFloat(withNumber.group(2));
            if (!(number >= 0 && number <= Float.MAX_VALUE)) {
                throw new MalformedException(
                        (elu ? "alpha " : "slope ") + withNumber.group(2) + " (expected: >= 0 and finite)");
            }
            return elu ? Activation.elu(number) : Activation.leakyRelu(number);
        }
        if (dropout.reset(text).matches()) {
            float keep = Float.parseFloat(dropout.group(1));
            if (!(keep > 0 && keep <= 1)) {
                throw new MalformedException("keep " + dropout.group(1) + " (expected: 0 < keep <= 1)");
            }
            return new Dropout(keep);
        }
        throw new MalformedException(
                "layer " + Quoted.of(text) + " (expected: dense FANIN FANOUT, identity, sigmoid,"
                        + " tanh, relu, leakyrelu SLOPE, prelu SLOPES, elu ALPHA, maxout UNITS PIECES, softplus, silu, gelu or dropout KEEP)");
    }

    private static int width(String digits) throws MalformedException {
        long width = Long.parseLong(digits);
        if (width > Integer.MAX_VALUE) {
            throw new MalformedException("width " + width + " (expected: at most " + Integer.MAX_VALUE + ")");
        }
        return (int) width;
    }
}
