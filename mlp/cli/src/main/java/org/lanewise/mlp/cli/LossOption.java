package org.lanewise.mlp.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lanewise.mlp.Loss;
import picocli.CommandLine.Option;

/** What training makes small and evaluation measures. */
final class LossOption {
    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "softmax-cross-entropy",
            converter = Losses.class,
            completionCandidates = Losses.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Loss loss;

    Loss loss() {
        return loss;
    }

    /** As on the command line. */
    String name() {
        return Losses.name(loss);
    }

    private static final class Losses extends Choice<Loss> {
        Losses() {
            super(byName());
        }

        private static Map<String, Loss> byName() {
            Map<String, Loss> values = new LinkedHashMap<>();
            values.put(name(Loss.SOFTMAX_CROSS_ENTROPY), Loss.SOFTMAX_CROSS_ENTROPY);
            values.put(name(Loss.SUM_OF_SQUARES), Loss.SUM_OF_SQUARES);
            return values;
        }

        static String name(Loss value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
