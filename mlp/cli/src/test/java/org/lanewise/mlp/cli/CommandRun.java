package org.lanewise.mlp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import picocli.CommandLine;

/**
 * One run of the command in this JVM.
 *
 * @param exitCode what the shell would get
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(Object... arguments) {
        return of(new StringWriter(), arguments);
    }

    /** A run whose standard output takes nothing, as that of a full disk. */
    static CommandRun withoutOutput(Object... arguments) {
        return of(
                new Writer() {
                    @Override
                    public void write(char[] text, int offset, int length) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}

                    @Override
                    public String toString() {
                        return "";
                    }
                },
                arguments);
    }

    private static CommandRun of(Writer out, Object... arguments) {
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = String.valueOf(arguments[i]);
        }
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(words);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The run, which must have gone well. */
    static CommandRun ok(Object... arguments) {
        CommandRun run = of(arguments);
        if (run.exitCode != 0 || !run.err.isEmpty()) {
            throw new AssertionError("exit code " + run.exitCode + ": " + run.err);
        }
        return run;
    }
}
