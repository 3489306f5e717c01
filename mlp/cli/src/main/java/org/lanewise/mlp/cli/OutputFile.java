package org.lanewise.mlp.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A file that a command will write at its end. It appears whole or not at all: it is written beside its place and then
 * moved there. What stands there and is no regular file, or is one of the process's own such as {@code /dev/stdout}, is
 * appended to instead.
 */
final class OutputFile {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final String option;
    private final Path path;

    /** The file that an option names. */
    OutputFile(String option, Path path) {
        this.option = option;
        this.path = path;
    }

    /** Fails now rather than when the work is done: tries to create a file in the directory. */
    void requireWritable() throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(option + ": " + path + " is a directory (expected: a file)");
        }
        if (isSpecial()) {
            if (!Files.isWritable(path)) {
                throw cannotWrite("permission denied", null);
            }
            return;
        }
        Path standardOutput = Path.of("/dev/stdout");
        if (Files.exists(path) && Files.exists(standardOutput) && Files.isSameFile(path, standardOutput)) {
            throw new IOException(
                    option + ": " + path + " takes the standard output (expected: another file, or /dev/stdout)");
        }
        Path directory = target().getParent();
        if (!Files.isDirectory(directory)) {
            throw cannotWrite(
                    Files.exists(directory) ? directory + " is not a directory" : "no directory " + directory, null);
        }
        Path trial = beside();
        try {
            Files.createFile(trial);
        } catch (FileAlreadyExistsException left) {
            // Of a process of this number that was killed: the directory can be written.
            return;
        } catch (IOException refused) {
            throw new IOException(
                    option + ": cannot write into " + directory + ": " + Errors.message(refused), refused);
        }
        Files.delete(trial);
    }

    /** As {@link #requireWritable}, for a file that somebody else will write, who replaces whatever stands there. */
    void requireReplaceable() throws IOException {
        requireWritable();
        if (isSpecial()) {
            throw new IOException(option + ": " + path + " is not a regular file");
        }
    }

    /** Refuses a place where a file stands that the command reads, or writes besides, here under the name {@code what}. */
    void requireOtherThan(CommandSpec spec, String what, Path other) throws IOException {
        if (!isSpecial() && isSame(path, other)) {
            throw Usage.invalid(spec, option, path, "another file than " + what);
        }
    }

    /** Where the file will stand: behind symbolic links, so that a link stays one, and behind those that dangle, too. */
    Path target() throws IOException {
        return target(path);
    }

    private static Path target(Path path) throws IOException {
        Path target = steps(path).getLast();
        Path directory = target.getParent();
        return directory != null && Files.isDirectory(directory)
                ? directory.toRealPath().resolve(target.getFileName())
                : target;
    }

    /** The path, and where it leads, link by link. */
    private static List<Path> steps(Path path) throws IOException {
        List<Path> steps = new ArrayList<>(List.of(path.toAbsolutePath()));
        while (steps.size() <= MOST_LINKS && Files.isSymbolicLink(steps.getLast())) {
            steps.add(steps.getLast().resolveSibling(Files.readSymbolicLink(steps.getLast())));
        }
        return steps;
    }

    /** Writes the file. */
    void write(Content content) throws IOException {
        try {
            if (isSpecial()) {
                append(content);
            } else {
                replace(content);
            }
        } catch (UncheckedIOException failed) {
            // As writers of CSV throw it.
            throw cannotWrite(failed.getCause());
        } catch (IOException failed) {
            throw cannotWrite(failed);
        }
    }

    /** Lets somebody else write the file, who replaces whatever stands there. */
    void replaceBy(Replacement replacement) throws IOException {
        try {
            replacement.writeTo(target());
        } catch (IOException failed) {
            throw cannotWrite(failed);
        }
    }

    private void append(Content content) throws IOException {
        try (BufferedWriter writer =
                Files.newBufferedWriter(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            content.writeTo(writer);
        }
    }

    private void replace(Content content) throws IOException {
        Path unfinished = beside();
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
                content.writeTo(writer);
            }
            Files.move(unfinished, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The file is named already, and one written beside it would say nothing to the user: so the reason alone. */
    private IOException cannotWrite(IOException failed) {
        String reason = failed instanceof FileSystemException refused ? refused.getReason() : null;
        return cannotWrite(reason == null ? Errors.message(failed) : reason, failed);
    }

    private IOException cannotWrite(String reason, IOException cause) {
        return new IOException(option + ": cannot write " + path + ": " + reason, cause);
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other)
                ? Files.isSameFile(one, other)
                : target(one).equals(target(other));
    }

    private boolean isSpecial() throws IOException {
        return Files.exists(path) && (!Files.isRegularFile(path) || isOpen());
    }

    /** Whether the path is one of the process's own: where that leads to a regular file, it looks like any other. */
    private boolean isOpen() throws IOException {
        return steps(path).stream().anyMatch(step -> step.startsWith("/proc") || step.startsWith("/dev/fd"));
    }

    private Path beside() throws IOException {
        return target().resolveSibling(".lanewise-" + ProcessHandle.current().pid());
    }

    /** What to write. */
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /** Who writes the file. */
    interface Replacement {
        void writeTo(Path target) throws IOException;
    }
}
