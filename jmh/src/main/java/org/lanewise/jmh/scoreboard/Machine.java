package org.lanewise.jmh.scoreboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
public final class Machine {
    private Machine() {}

    /**
     * The processor's name, where Linux tells it, and how many there are.
     *
     * @return a few words
     * @throws IOException if the system's description can't be read
     */
    public static String describe() throws IOException {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        String unknown = System.getProperty("os.arch");
        if (!Files.isReadable(info)) {
            return unknown;
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(unknown);
    }
}
