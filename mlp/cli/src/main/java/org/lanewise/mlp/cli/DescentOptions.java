package org.lanewise.mlp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.mlp.Adam;
import org.lanewise.mlp.AdamW;
import org.lanewise.mlp.GradientDescent;
import org.lanewise.mlp.Momentum;
import org.lanewise.mlp.Nesterov;
import org.lanewise.mlp.Optimizer;
import org.lanewise.mlp.RmsProp;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The steps of training: how many, of how many samples, and which way. */
final class DescentOptions {
    private static final String FULL = "full";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often all samples are seen (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            converter = BatchConverter.class,
            description = "Samples of a step, or " + FULL + " for all (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "adam",
            converter = Methods.class,
            completionCandidates = Methods.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); sgd is short for gradient-descent.")
    private Method method;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description =
                    "Learning rate (default: 0.1 for gradient-descent, 0.01 for momentum and nesterov, else 0.001).")
    private Float rate;

    @Option(
            names = "--momentum",
            paramLabel = "X",
            description = "Share of the velocity that momentum and nesterov keep at each step (default: "
                    + DEFAULT_MOMENTUM + ").")
    private Float momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description = "Share of the weights, times the rate, that adamw takes away at each step (default: "
                    + DEFAULT_DECAY + ").")
    private Float weightDecay;

    private static final float DEFAULT_MOMENTUM = 0.9f;
    private static final float DEFAULT_DECAY = 0.01f;

    /** The usage errors that parsing cannot show. */
    void check() {
        if (epochs < 1) {
            throw Usage.invalid(spec, "--epochs", epochs, ">= 1");
        }
        if (batch < 1) {
            throw Usage.invalid(spec, "--batch", batch, ">= 1, or " + FULL);
        }
        if (rate != null && rate <= 0) {
            throw Usage.invalid(spec, "--rate", rate, "> 0");
        }
        if (momentum != null && method != Method.MOMENTUM && method != Method.NESTEROV) {
            throw Usage.invalid(spec, "--momentum", momentum, "only with --optimizer momentum or nesterov");
        }
        if (momentum != null && (momentum < 0 || momentum >= 1)) {
            throw Usage.invalid(spec, "--momentum", momentum, ">= 0 and < 1");
        }
        if (weightDecay != null && method != Method.ADAMW) {
            throw Usage.invalid(spec, "--weight-decay", weightDecay, "only with --optimizer adamw");
        }
        if (weightDecay != null && weightDecay < 0) {
            throw Usage.invalid(spec, "--weight-decay", weightDecay, ">= 0");
        }
    }

    int epochs() {
        return epochs;
    }

    /** Samples of a step; more than any set has for all. */
    int batch() {
        return batch;
    }

    Optimizer optimizer() {
        return switch (method) {
            case ADAM -> new Adam(rate());
            case ADAMW -> adamW();
            case RMSPROP -> new RmsProp(rate());
            case MOMENTUM -> new Momentum(rate(), momentum());
            case NESTEROV -> new Nesterov(rate(), momentum());
            case GRADIENT_DESCENT -> new GradientDescent(rate());
        };
    }

    /** Such as "10 epochs in batches of 64, adam at rate 0.001". */
    String summary() {
        return epochs + (epochs == 1 ? " epoch" : " epochs") + (isFull() ? " of one batch" : " in batches of " + batch)
                + ", " + name() + " at rate " + rate();
    }

    /** The options as given or chosen, for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("epochs", epochs);
        report.put("batch", isFull() ? FULL : (Object) batch);
        report.put("optimizer", name());
        report.put("rate", rate());
        if (method == Method.MOMENTUM || method == Method.NESTEROV) {
            report.put("momentum", momentum());
        }
        if (method == Method.ADAMW) {
            report.put("weightDecay", weightDecay());
        }
        return report;
    }

    private float rate() {
        return rate != null ? rate : method.rate;
    }

    private float momentum() {
        return momentum != null ? momentum : DEFAULT_MOMENTUM;
    }

    private float weightDecay() {
        return weightDecay != null ? weightDecay : DEFAULT_DECAY;
    }

    private AdamW adamW() {
        AdamW usual = new AdamW(rate());
        return new AdamW(rate(), usual.beta1(), usual.beta2(), usual.epsilon(), weightDecay());
    }

    private boolean isFull() {
        return batch == Integer.MAX_VALUE;
    }

    private String name() {
        return method.label;
    }

    private enum Method {
        ADAM("adam", 0.001f),
        ADAMW("adamw", 0.001f),
        RMSPROP("rmsprop", 0.001f),
        MOMENTUM("momentum", 0.01f),
        NESTEROV("nesterov", 0.01f),
        GRADIENT_DESCENT("gradient-descent", 0.1f);

        private final String label;
        private final float rate;

        Method(String label, float rate) {
            this.label = label;
            this.rate = rate;
        }
    }

    private static final class Methods extends Choice<Method> {
        Methods() {
            super(byName());
        }

        private static Map<String, Method> byName() {
            Map<String, Method> values = named(List.of(Method.values()), method -> method.label);
            values.put("sgd", Method.GRADIENT_DESCENT);
            return values;
        }
    }

    private static final class BatchConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.equalsIgnoreCase(FULL)) {
                return Integer.MAX_VALUE;
            }
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("'" + text + "' (expected: a number >= 1, or " + FULL + ")");
            }
        }
    }
}
