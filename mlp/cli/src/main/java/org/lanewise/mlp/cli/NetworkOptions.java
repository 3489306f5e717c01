package org.lanewise.mlp.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Maxout;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Prelu;
import org.lanewise.mlp.io.ModelFile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The model to train: its layers and how their parameters start. */
final class NetworkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--layers",
            paramLabel = "WIDTH[,WIDTH...]",
            defaultValue = "256,128",
            converter = WidthsConverter.class,
            description = "Widths of the hidden layers (default: ${DEFAULT-VALUE}).")
    private Widths widths;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            converter = Followers.class,
            completionCandidates = Followers.class,
            description = "After each hidden layer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Follower activation;

    @Option(
            names = "--slope",
            paramLabel = "X",
            description = "Factor of negative inputs for leakyrelu (default: " + DEFAULT_SLOPE + ").")
    private Float slope;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "Minus the limit at minus infinity for elu (default: " + DEFAULT_ALPHA + ").")
    private Float alpha;

    @Option(
            names = "--pieces",
            paramLabel = "N",
            description = "Pieces of each unit for maxout (default: " + DEFAULT_PIECES
                    + "); the dense layer before it is" + " N times as wide.")
    private Integer pieces;

    @Option(
            names = "--initialization",
            paramLabel = "NAME",
            converter = Initializations.class,
            completionCandidates = Initializations.class,
            description =
                    "How the weights start: ${COMPLETION-CANDIDATES} (default: glorot-uniform for sigmoid and tanh,"
                            + " else he-normal).")
    private Initialization initialization;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0",
            description = "Probability that training drops an output of a hidden layer (default: ${DEFAULT-VALUE}).")
    private double dropout;

    private static final float DEFAULT_SLOPE = 0.01f;
    private static final float DEFAULT_ALPHA = 1;
    private static final int DEFAULT_PIECES = 2;
    private static final int MOST_PIECES = 1000;
    private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

    /** The usage errors that only several options together can show. */
    void check() {
        if (!(dropout >= 0 && dropout < 1 && (float) (1 - dropout) > 0)) {
            throw Usage.invalid(spec, "--dropout", dropout, ">= 0 and < 1");
        }
        if (slope != null) {
            if (activation != Follower.LEAKYRELU) {
                throw Usage.invalid(spec, "--slope", slope, "only with --activation leakyrelu");
            }
            if (slope < 0) {
                throw Usage.invalid(spec, "--slope", slope, ">= 0");
            }
        }
        if (alpha != null) {
            if (activation != Follower.ELU) {
                throw Usage.invalid(spec, "--alpha", alpha, "only with --activation elu");
            }
            if (alpha < 0) {
                throw Usage.invalid(spec, "--alpha", alpha, ">= 0");
            }
        }
        if (pieces != null) {
            if (activation != Follower.MAXOUT) {
                throw Usage.invalid(spec, "--pieces", pieces, "only with --activation maxout");
            }
            if (pieces < 1 || pieces > MOST_PIECES) {
                throw Usage.invalid(spec, "--pieces", pieces, ">= 1 and <= " + MOST_PIECES);
            }
        }
        for (int width : widths.values()) {
            if (activation == Follower.MAXOUT && (long) width * pieces() > Integer.MAX_VALUE) {
                throw Usage.invalid(spec, "--layers", width, "widths whose product with --pieces is below 2^31");
            }
        }
        // With the fewest inputs and classes: before the data is read.
        requireSize(1, 1);
    }

    /** Refuses more parameters than an array holds. */
    private void requireSize(int inputs, int classes) {
        long parameters = 0;
        for (Layer layer : layers(inputs, classes)) {
            parameters += layer.parameterCount();
            // Checked each time, as the sum of many layers would overflow, too.
            if (parameters > MOST_PARAMETERS) {
                String given = widths.values().stream().map(String::valueOf).collect(Collectors.joining(","));
                throw Usage.invalid(
                        spec,
                        "--layers",
                        given,
                        "fewer than 2^31 parameters in all, with " + Text.counted(inputs, "input") + " and " + classes
                                + (classes == 1 ? " class" : " classes"));
            }
        }
    }

    /** Refuses more layers than a file holds, before they are trained. */
    void requireStorable() {
        int layers = layers(1, 1).size();
        if (layers > ModelFile.MOST_LAYERS) {
            throw Usage.invalid(
                    spec,
                    "--layers",
                    widths.values().size() + " widths",
                    "with --save, at most " + ModelFile.MOST_LAYERS
                            + " layers in all, with activations and dropouts, not " + layers);
        }
    }

    /** The layers, without parameters. */
    List<Layer> layers(int inputs, int classes) {
        List<Layer> layers = new ArrayList<>();
        int fanIn = inputs;
        for (int width : widths.values()) {
            layers.add(new Dense(fanIn, activation == Follower.MAXOUT ? width * pieces() : width));
            layers.add(follower(width));
            if (dropout > 0) {
                layers.add(new Dropout((float) (1 - dropout)));
            }
            fanIn = width;
        }
        layers.add(new Dense(fanIn, classes));
        return layers;
    }

    /** The model, initialised. */
    Mlp model(int inputs, int classes, long seed) {
        requireSize(inputs, classes);
        Mlp model = new Mlp(layers(inputs, classes));
        initialization().apply(model, seed);
        return model;
    }

    /** The options as given or chosen, for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("layers", widths.values());
        report.put("activation", Choice.nameOf(activation));
        switch (activation) {
            case LEAKYRELU -> report.put("slope", slope());
            case ELU -> report.put("alpha", alpha());
            case MAXOUT -> report.put("pieces", pieces());
            default -> {}
        }
        report.put("dropout", dropout);
        report.put("initialization", Choice.nameOf(initialization()));
        return report;
    }

    private Layer follower(int width) {
        return switch (activation) {
            case RELU -> Activation.RELU;
            case SIGMOID -> Activation.SIGMOID;
            case TANH -> Activation.TANH;
            case LEAKYRELU -> Activation.leakyRelu(slope());
            case PRELU -> new Prelu(width);
            case PRELU_SHARED -> new Prelu(1);
            case ELU -> Activation.elu(alpha());
            case MAXOUT -> new Maxout(width, pieces());
            case SOFTPLUS -> Activation.SOFTPLUS;
            case SILU -> Activation.SILU;
            case GELU -> Activation.GELU;
            case IDENTITY -> Activation.IDENTITY;
        };
    }

    private float slope() {
        return slope == null ? DEFAULT_SLOPE : slope;
    }

    private float alpha() {
        return alpha == null ? DEFAULT_ALPHA : alpha;
    }

    private int pieces() {
        return pieces == null ? DEFAULT_PIECES : pieces;
    }

    private Initialization initialization() {
        if (initialization != null) {
            return initialization;
        }
        boolean saturates = activation == Follower.SIGMOID || activation == Follower.TANH;
        return saturates ? Initialization.GLOROT_UNIFORM : Initialization.HE_NORMAL;
    }

    /** What follows a hidden dense layer. */
    private enum Follower {
        RELU,
        SIGMOID,
        TANH,
        LEAKYRELU,
        PRELU,
        PRELU_SHARED,
        ELU,
        MAXOUT,
        SOFTPLUS,
        SILU,
        GELU,
        IDENTITY
    }

    private static final class Followers extends Choice<Follower> {
        Followers() {
            super(List.of(Follower.values()), Choice::nameOf);
        }
    }

    private static final class Initializations extends Choice<Initialization> {
        Initializations() {
            super(List.of(Initialization.values()), Choice::nameOf);
        }
    }

    /** A type of its own, as picocli would convert the elements of a list one by one. */
    private record Widths(List<Integer> values) {}

    private static final class WidthsConverter implements ITypeConverter<Widths> {
        @Override
        public Widths convert(String text) {
            List<Integer> widths = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                widths.add(width(part.strip(), text));
            }
            return new Widths(List.copyOf(widths));
        }

        private static int width(String part, String text) {
            if (part.matches("0*[1-9][0-9]{0,8}")) {
                return Integer.parseInt(part);
            }
            throw new TypeConversionException(
                    "'" + text + "' (expected: widths of hidden layers, each >= 1, such as 256,128)");
        }
    }
}
