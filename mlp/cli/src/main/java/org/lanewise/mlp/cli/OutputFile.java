package org.lanewise.mlp.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A file that a command will write at its end. It appears whole or not at all: it is written beside its place and then
 * moved there. What stands there and is no regular file, such as {@code /dev/stdout}, is written into instead.
 */
final class OutputFile {
    private final String option;
    private final Path path;

    /** The file that an option names. */
    OutputFile(String option, Path path) {
        this.option = option;
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Fails now rather than when the work is done: tries to create a file in the directory. */
    void requireWritable() throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(option + ": " + path + " is a directory (expected: a file)");
        }
        if (isSpecial()) {
            return;
        }
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new IOException(option + ": cannot write " + path + ": "
                    + (Files.exists(directory) ? directory + " is not a directory" : "no directory " + directory));
        }
        Path trial = beside();
        try {
            Files.createFile(trial);
        } catch (FileAlreadyExistsException left) {
            // Of a process of this number that was killed: the directory can be written.
            return;
        } catch (IOException refused) {
            throw new IOException(option + ": cannot write into " + directory, refused);
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

    /** Writes the file. */
    void write(Content content) throws IOException {
        if (isSpecial()) {
            try (BufferedWriter writer = Files.newBufferedWriter(path, StandardOpenOption.WRITE)) {
                content.writeTo(writer);
            }
            return;
        }
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

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other)
                ? Files.isSameFile(one, other)
                : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private boolean isSpecial() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private Path beside() throws IOException {
        Path target = target();
        return target.resolveSibling(
                target.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
    }

    /** Behind symbolic links, so that the link stays one. */
    private Path target() throws IOException {
        return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    }

    /** What to write. */
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }
}
