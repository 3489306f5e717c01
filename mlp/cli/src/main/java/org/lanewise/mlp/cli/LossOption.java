package org.lanewise.mlp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.mlp.Loss;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What training makes small and evaluation measures. */
final class LossOption {
    private static final float DEFAULT_DELTA = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "softmax-cross-entropy",
            converter = Losses.class,
            completionCandidates = Losses.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Loss loss;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of equal probabilities in the targets of softmax-cross-entropy (default: 0).")
    private Float labelSmoothing;

    @Option(
            names = "--delta",
            paramLabel = "X",
            description = "Where huber turns from squared to linear (default: " + DEFAULT_DELTA + ").")
    private Float delta;

    /** The usage errors that only several options together can show. */
    void check() {
        if (labelSmoothing != null) {
            if (!(loss instanceof Loss.SoftmaxCrossEntropy)) {
                throw Usage.invalid(
                        spec, "--label-smoothing", labelSmoothing, "only with --loss softmax-cross-entropy");
            }
            if (labelSmoothing < 0 || labelSmoothing > 1) {
                throw Usage.invalid(spec, "--label-smoothing", labelSmoothing, ">= 0 and <= 1");
            }
        }
        if (delta != null) {
            if (!(loss instanceof Loss.Huber)) {
                throw Usage.invalid(spec, "--delta", delta, "only with --loss huber");
            }
            if (delta <= 0) {
                throw Usage.invalid(spec, "--delta", delta, "> 0");
            }
        }
    }

    Loss loss() {
        if (labelSmoothing != null) {
            return Loss.softmaxCrossEntropy(labelSmoothing);
        }
        return delta != null ? Loss.huber(delta) : loss;
    }

    /** As on the command line. */
    String name() {
        return loss.name();
    }

    /** The options as given or chosen, for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("loss", loss.name());
        if (labelSmoothing != null) {
            report.put("labelSmoothing", labelSmoothing);
        }
        if (loss() instanceof Loss.Huber huber) {
            report.put("delta", huber.delta());
        }
        return report;
    }

    private static final class Losses extends Choice<Loss> {
        Losses() {
            super(
                    List.of(
                            Loss.SOFTMAX_CROSS_ENTROPY,
                            Loss.BINARY_CROSS_ENTROPY,
                            Loss.SUM_OF_SQUARES,
                            Loss.MEAN_OF_SQUARES,
                            Loss.huber(DEFAULT_DELTA),
                            Loss.ABSOLUTE_ERROR),
                    Loss::name);
        }
    }
}
