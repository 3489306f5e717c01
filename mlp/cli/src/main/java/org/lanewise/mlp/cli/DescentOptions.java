package org.lanewise.mlp.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.mlp.Adam;
import org.lanewise.mlp.GradientDescent;
import org.lanewise.mlp.Optimizer;
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
            description = "Learning rate (default: " + ADAM_RATE + " for adam, " + GRADIENT_DESCENT_RATE
                    + " for gradient-descent).")
    private Float rate;

    private static final float ADAM_RATE = 0.001f;
    private static final float GRADIENT_DESCENT_RATE = 0.1f;

    /** The usage errors that parsing cannot show. */
    void check() {
        if (epochs < 1) {
            throw Usage.invalid(spec, "--epochs", epochs, ">= 1");
        }
        if (batch < 1) {
            throw Usage.invalid(spec, "--batch", batch, ">= 1, or " + FULL);
        }
        if (rate != null && !(rate > 0 && rate <= Float.MAX_VALUE)) {
            throw Usage.invalid(spec, "--rate", rate, "> 0 and finite");
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
        return method == Method.ADAM ? new Adam(rate()) : new GradientDescent(rate());
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
        return report;
    }

    private float rate() {
        if (rate != null) {
            return rate;
        }
        return method == Method.ADAM ? ADAM_RATE : GRADIENT_DESCENT_RATE;
    }

    private boolean isFull() {
        return batch == Integer.MAX_VALUE;
    }

    private String name() {
        return method == Method.ADAM ? "adam" : "gradient-descent";
    }

    private enum Method {
        ADAM,
        GRADIENT_DESCENT
    }

    private static final class Methods extends Choice<Method> {
        Methods() {
            super(byName());
        }

        private static Map<String, Method> byName() {
            Map<String, Method> values = new LinkedHashMap<>();
            values.put("adam", Method.ADAM);
            values.put("gradient-descent", Method.GRADIENT_DESCENT);
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
