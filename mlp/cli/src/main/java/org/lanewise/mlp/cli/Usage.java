package org.lanewise.mlp.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Usage errors in the words that picocli uses for its own. */
final class Usage {
    private Usage() {}

    /** The error of an option whose value is out of range. */
    static ParameterException invalid(CommandSpec spec, String option, Object value, String expected) {
        return new ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': " + value + " (expected: " + expected + ")");
    }
}
