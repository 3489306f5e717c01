package org.lanewise.mlp.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says an error in one line, {@code lanewise: message}, and chooses the exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private boolean debug;

    /** Whether stack traces follow. */
    void debug(boolean wanted) {
        debug = wanted;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        say(exception.getCommandLine(), exception.getMessage(), exception);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        if (exception instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        say(commandLine, message(exception), exception);
        return ExitCode.SOFTWARE;
    }

    private void say(CommandLine commandLine, String message, Exception exception) {
        commandLine.getErr().println("lanewise: " + message.strip().replaceAll("\\R\\s*", "; "));
        if (debug) {
            exception.printStackTrace(commandLine.getErr());
        }
        commandLine.getErr().flush();
    }

    /** What the file system says is often no more than a path: the kind of exception holds the rest. */
    static String message(Exception exception) {
        if (exception instanceof FileSystemException explained && explained.getReason() != null) {
            return explained.getMessage();
        }
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or directory";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (exception instanceof NotDirectoryException file) {
            return file.getFile() + ": not a directory";
        }
        if (exception instanceof FileSystemException other) {
            return other.getFile() + ": " + other.getClass().getSimpleName();
        }
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
