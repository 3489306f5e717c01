package org.lanewise.mlp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void replacesAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "a longer old content");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'})));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), entries());
    }

    @Test
    void oldContentShowsUntilTheNewIsComplete() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {'n', 'e'}));
            assertEquals("old", Files.readString(file));
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void failureMidwayKeepsTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        IOException full = new IOException("no space left");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[] {'n', 'e'}));
                    throw full;
                }));
        assertEquals(full, thrown);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), entries());
        assertThrows(
                OutOfMemoryError.class,
                () -> AtomicFile.write(file, channel -> {
                    throw new OutOfMemoryError("simulated");
                }));
        assertEquals(List.of(file), entries());
    }

    @Test
    void directoryThatCannotBeWritten() throws IOException {
        Path regular = Files.writeString(directory.resolve("regular"), "content");
        Path under = regular.resolve("file");
        FileSystemException e = assertThrows(FileSystemException.class, () -> AtomicFile.write(under, channel -> {}));
        assertEquals(under + ": " + regular + " is not a directory", e.getMessage());

        Path missing = directory.resolve("missing/file");
        assertEquals(
                missing + ": no such directory (expected: one to write into)",
                assertThrows(NoSuchFileException.class, () -> AtomicFile.write(missing, channel -> {}))
                        .getMessage());
        assertEquals(
                directory + ": a directory (expected: a file to write)",
                assertThrows(FileSystemException.class, () -> AtomicFile.write(directory, channel -> {}))
                        .getMessage());
        assertEquals(List.of(regular), entries());
    }

    /** A directory that takes no files from anyone, root included, where the system has one. */
    @Test
    void directoryThatTakesNoFiles() {
        Path file = Path.of("/proc/self/fdinfo/file");
        if (Files.isDirectory(file.getParent())) {
            FileSystemException e =
                    assertThrows(FileSystemException.class, () -> AtomicFile.write(file, channel -> {}));
            assertTrue(e.getMessage().startsWith(file + ": its directory takes no new file: "), e.getMessage());
            assertFalse(e.getMessage().contains(".tmp (expected"), e.getMessage());
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
