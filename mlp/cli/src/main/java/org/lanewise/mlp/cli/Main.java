package org.lanewise.mlp.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code lanewise} command. */
@Command(name = "lanewise", mixinStandardHelpOptions = true, description = "Trains and applies neural networks.")
public final class Main implements Runnable {
    /**
     * Runs the command and exits with its code.
     *
     * @param arguments what the shell passed
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Without a subcommand: the usage. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
