package org.lanewise.mlp.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Dropout;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Layer;
import org.lanewise.mlp.Mlp;
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
            converter = Activations.class,
            completionCandidates = Activations.class,
            description = "After each hidden layer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Activation activation;

    @Option(
            names = "--slope",
            paramLabel = "X",
            description = "Factor of negative inputs for leakyrelu (default: " + DEFAULT_SLOPE + ").")
    private Float slope;

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

    /** The usage errors that only several options together can show. */
    void check() {
        if (!(dropout >= 0 && dropout < 1 && (float) (1 - dropout) > 0)) {
            throw Usage.invalid(spec, "--dropout", dropout, ">= 0 and < 1");
        }
        if (slope != null) {
            if (!(activation instanceof Activation.LeakyRelu)) {
                throw Usage.invalid(spec, "--slope", slope, "only with --activation leakyrelu");
            }
            if (!(slope >= 0 && slope <= Float.MAX_VALUE)) {
                throw Usage.invalid(spec, "--slope", slope, ">= 0 and finite");
            }
        }
    }

    /** A model with initialised parameters. */
    List<Layer> layers(int inputs, int classes) {
        List<Layer> layers = new ArrayList<>();
        int fanIn = inputs;
        for (int width : widths.values()) {
            layers.add(new Dense(fanIn, width));
            layers.add(activation());
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
        Mlp model = new Mlp(layers(inputs, classes));
        initialization().apply(model, seed);
        return model;
    }

    /** The options as given or chosen, for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("layers", widths.values());
        report.put("activation", activation.name());
        if (activation() instanceof Activation.LeakyRelu leaky) {
            report.put("slope", leaky.slope());
        }
        report.put("dropout", dropout);
        report.put("initialization", Initializations.name(initialization()));
        return report;
    }

    private Activation activation() {
        return slope == null ? activation : Activation.leakyRelu(slope);
    }

    private Initialization initialization() {
        if (initialization != null) {
            return initialization;
        }
        boolean saturates = activation instanceof Activation.Sigmoid || activation instanceof Activation.Tanh;
        return saturates ? Initialization.GLOROT_UNIFORM : Initialization.HE_NORMAL;
    }

    private static final class Activations extends Choice<Activation> {
        Activations() {
            super(byName());
        }

        private static Map<String, Activation> byName() {
            Map<String, Activation> values = new LinkedHashMap<>();
            for (Activation value : List.of(
                    Activation.RELU, Activation.SIGMOID, Activation.TANH, Activation.leakyRelu(DEFAULT_SLOPE))) {
                values.put(value.name(), value);
            }
            return values;
        }
    }

    private static final class Initializations extends Choice<Initialization> {
        Initializations() {
            super(byName());
        }

        private static Map<String, Initialization> byName() {
            Map<String, Initialization> values = new LinkedHashMap<>();
            for (Initialization value : Initialization.values()) {
                values.put(name(value), value);
            }
            return values;
        }

        static String name(Initialization value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
