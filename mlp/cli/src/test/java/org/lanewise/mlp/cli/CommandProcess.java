package org.lanewise.mlp.cli;

import java.nio.file.Path;
import java.util.List;

/** The command in a JVM of its own. */
final class CommandProcess {
    private CommandProcess() {}

    /** To be started with these arguments. */
    static ProcessBuilder of(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(arguments);
        return builder;
    }
}
