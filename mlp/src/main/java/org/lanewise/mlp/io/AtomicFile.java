package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a whole file or nothing: into a temporary file beside the target, forced to the disk, then renamed onto the
 * target in one step. Whoever opens the target sees the old content or the new, also after a crash.
 */
final class AtomicFile {
    private AtomicFile() {}

    /** What writes the content. */
    interface Content {
        /** Writes everything into a new, empty file. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file, replacing one that is there. If it fails, the target is as it was and nothing is left behind.
     *
     * @throws FileSystemException if the target cannot be a file or its directory does not take one
     * @throws IOException if the content cannot be written
     */
    static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "a directory (expected: a file to write)");
        }
        if (Files.notExists(directory)) {
            throw new NoSuchFileException(file.toString(), null, "no such directory (expected: one to write into)");
        }
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(file.toString(), null, directory + " is not a directory");
        }
        Path temporary = directory.resolve(
                ".lanewise-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try {
            try (FileChannel channel = create(temporary, file)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException deletion) {
                e.addSuppressed(deletion);
            }
            throw e;
        }
        forceRename(directory);
    }

    /** Creates the temporary file; an error speaks of the file that the user named. */
    private static FileChannel create(Path temporary, Path file) throws IOException {
        try {
            return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw refused(file, "permission denied", e);
        } catch (FileSystemException e) {
            throw refused(file, e.getReason(), e);
        }
    }

    private static FileSystemException refused(Path file, String reason, FileSystemException cause) {
        FileSystemException refused = new FileSystemException(
                file.toString(), null, "its directory takes no new file: " + (reason == null ? cause : reason));
        refused.initCause(cause);
        return refused;
    }

    private static void forceRename(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot open or force a directory. The new file is complete and in place; only after a power
            // cut might the old one be back.
        }
    }
}
