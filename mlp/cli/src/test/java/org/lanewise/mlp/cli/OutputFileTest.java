package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Output files appear whole or not at all. */
class OutputFileTest {
    @TempDir
    Path directory;

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path path = Files.writeString(directory.resolve("out"), "old");
        IOException failure = new IOException("disk full");
        IOException thrown = assertThrows(
                IOException.class,
                () -> new OutputFile("--json", path).write(writer -> {
                    writer.write("half of the n");
                    writer.flush();
                    throw failure;
                }));
        assertEquals(failure, thrown.getCause());
        assertEquals("--json: cannot write " + path + ": disk full", thrown.getMessage());
        assertEquals("old", Files.readString(path));
        assertEquals(1, directory.toFile().list().length, "something was left behind");
    }

    @Test
    void replacesWhatALinkPointsTo() throws IOException {
        Path path = Files.writeString(directory.resolve("out"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), path);
        new OutputFile("--json", link).write(writer -> writer.write("new"));
        assertEquals("new", Files.readString(path));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void replacesWhatADanglingLinkPointsTo() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("elsewhere", "out"));
        OutputFile file = new OutputFile("--json", link);
        file.requireWritable();
        file.write(writer -> writer.write("new"));
        assertEquals("new", Files.readString(elsewhere.resolve("out")));
        assertTrue(Files.isSymbolicLink(link));
        Files.delete(elsewhere.resolve("out"));
        Files.delete(elsewhere);
        String message = assertThrows(IOException.class, file::requireWritable).getMessage();
        assertEquals("--json: cannot write " + link + ": no directory " + elsewhere, message);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileOfTheProcessIsAppendedTo() throws IOException {
        Path path = Files.writeString(directory.resolve("out"), "printed, ");
        try (FileOutputStream open = new FileOutputStream(path.toFile(), true)) {
            // The number that the system gave it, as a shell gives 1 to what standard output is redirected to.
            Path number = Files.list(Path.of("/proc/self/fd"))
                    .filter(entry -> pointsTo(entry, path))
                    .findFirst()
                    .orElseThrow();
            Path link = Files.createSymbolicLink(directory.resolve("link"), number);
            OutputFile file = new OutputFile("--json", link);
            file.requireWritable();
            file.write(writer -> writer.write("reported"));
            assertThrows(IOException.class, file::requireReplaceable);
            open.write('.');
        }
        assertEquals("printed, reported.", Files.readString(path));
    }

    private static boolean pointsTo(Path entry, Path path) {
        try {
            return Files.isSameFile(entry, path);
        } catch (IOException gone) {
            // Of the listing itself.
            return false;
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsWrittenInto() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
        Thread thread = new Thread(reader);
        thread.setDaemon(true);
        thread.start();

        OutputFile file = new OutputFile("--json", pipe);
        file.requireWritable();
        file.write(writer -> writer.write("new"));

        assertEquals("new", reader.get());
        assertFalse(Files.isRegularFile(pipe));
        assertThrows(IOException.class, file::requireReplaceable);
    }
}
