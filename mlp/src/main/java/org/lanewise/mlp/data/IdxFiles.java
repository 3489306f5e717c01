package org.lanewise.mlp.data;

import java.io.IOException;
import java.nio.file.Path;

/** Reads labelled images from a pair of IDX files. */
public final class IdxFiles {
    private IdxFiles() {}

    /**
     * Reads the pair of files in a directory.
     *
     * @param directory the directory
     * @return the data set
     * @throws IOException if the directory cannot be read or does not hold one pair
     */
    public static Dataset read(Path directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the pair of files in a directory.
     *
     * @param directory the directory
     * @param classes the number of classes
     * @return the data set
     * @throws IOException if the directory cannot be read or does not hold one pair
     */
    public static Dataset read(Path directory, int classes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a pair of files.
     *
     * @param images the images
     * @param labels the labels
     * @return the data set
     * @throws IOException if a file cannot be read
     */
    public static Dataset read(Path images, Path labels) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a pair of files.
     *
     * @param images the images
     * @param labels the labels
     * @param classes the number of classes
     * @return the data set
     * @throws IOException if a file cannot be read
     */
    public static Dataset read(Path images, Path labels, int classes) throws IOException {
        throw new UnsupportedOperationException();
    }
}
