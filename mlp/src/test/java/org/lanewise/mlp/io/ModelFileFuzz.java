package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls with the bytes that it invents: each file is a model or refused with the one declared exception. */
public final class ModelFileFuzz {
    private static Path file;

    private ModelFileFuzz() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize() throws IOException {
        file = Files.createTempFile("lanewise-fuzz", ".safetensors");
        file.toFile().deleteOnExit();
    }

    /** Anything but these two outcomes is a finding. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(file, data);
        try {
            ModelFile.load(file).parameters();
        } catch (ModelFormatException e) {
            if (!e.getMessage().startsWith(file + ": ")
                    || e.getMessage().lines().count() != 1) {
                throw new AssertionError("a message of another form: " + e.getMessage());
            }
        }
    }
}
