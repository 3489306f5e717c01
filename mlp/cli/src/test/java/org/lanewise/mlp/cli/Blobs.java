package org.lanewise.mlp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Samples that any training separates: class c lies around the point (c, −c, 1). */
final class Blobs {
    static final int FEATURES = 3;
    static final int CLASSES = 3;

    private Blobs() {}

    /** A CSV file with a header and the label, {@code kind}, last; the classes take turns. */
    static Path csv(Path file, int samples) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("x,y,z,kind\n");
        for (int i = 0; i < samples; i++) {
            int kind = i % CLASSES;
            text.append(kind + random.nextGaussian() / 10)
                    .append(',')
                    .append(-kind + random.nextGaussian() / 10)
                    .append(',')
                    .append(1 + random.nextGaussian() / 10)
                    .append(',')
                    .append(kind)
                    .append('\n');
        }
        return Files.writeString(file, text);
    }
}
