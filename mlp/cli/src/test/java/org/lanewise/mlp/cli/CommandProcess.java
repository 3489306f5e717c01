package org.lanewise.mlp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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

    /** Likewise, where no file takes more than 64 KiB, as on a disk that is full after as much. */
    static ProcessBuilder withSmallFiles(List<String> arguments) {
        ProcessBuilder builder = of(arguments);
        // In units of 512 bytes.
        builder.command().addAll(0, List.of("sh", "-c", "ulimit -f 128 && exec \"$0\" \"$@\""));
        return builder;
    }

    /** What the command itself said; without the module of the fast kernels the library speaks, too. */
    static String ownErrors(String standardError) {
        return standardError
                .lines()
                .filter(line -> line.startsWith("lanewise: "))
                .collect(Collectors.joining("\n"));
    }
}
