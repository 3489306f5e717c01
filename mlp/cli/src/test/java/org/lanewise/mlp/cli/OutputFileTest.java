package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(failure, thrown);
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
