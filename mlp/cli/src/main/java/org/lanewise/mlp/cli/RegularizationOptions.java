package org.lanewise.mlp.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.kernels.Penalty;
import org.lanewise.mlp.Clipping;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What keeps weights and steps small. */
final class RegularizationOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--l1",
            paramLabel = "X",
            defaultValue = "0",
            description = "L1 penalty of the weights: X times the sum of their magnitudes (default: ${DEFAULT-VALUE}).")
    private float l1;

    @Option(
            names = "--l2",
            paramLabel = "X",
            defaultValue = "0",
            description = "L2 penalty of the weights: X/2 times the sum of their squares (default: ${DEFAULT-VALUE})."
                    + " The losses shown hold neither penalty.")
    private float l2;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Scale gradients whose norm, over all parameters, is above X down to it (default: no bound).")
    private Float clipNorm;

    @Option(
            names = "--clip-value",
            paramLabel = "X",
            description = "Bring each gradient into [-X, X], before its norm is taken (default: no bound).")
    private Float clipValue;

    /** The usage errors that parsing cannot show. */
    void check() {
        factor("--l1", l1);
        factor("--l2", l2);
        bound("--clip-norm", clipNorm);
        bound("--clip-value", clipValue);
    }

    Penalty penalty() {
        return new Penalty(l1, l2);
    }

    Clipping clipping() {
        return new Clipping(orNone(clipValue), orNone(clipNorm));
    }

    /** The options as given, for the report. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("l1", l1);
        report.put("l2", l2);
        report.put("clipNorm", clipNorm);
        report.put("clipValue", clipValue);
        return report;
    }

    private void factor(String option, float value) {
        if (value < 0) {
            throw Usage.invalid(spec, option, value, ">= 0");
        }
    }

    private void bound(String option, Float value) {
        if (value != null && value <= 0) {
            throw Usage.invalid(spec, option, value, "> 0");
        }
    }

    private static float orNone(Float bound) {
        return bound == null ? Float.POSITIVE_INFINITY : bound;
    }
}
