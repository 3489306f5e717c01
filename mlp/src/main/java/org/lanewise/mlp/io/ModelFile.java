package org.lanewise.mlp.io;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.mlp.Mlp;

/** Saves and loads models. */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Saves a model.
     *
     * @param model the model
     * @param file where to
     * @throws IOException if it cannot be written
     */
    public static void save(Mlp model, Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Loads a model.
     *
     * @param file where from
     * @return the model
     * @throws IOException if it cannot be read
     */
    public static Mlp load(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }
}
