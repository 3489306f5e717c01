package org.lanewise.jmh.scoreboard;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that one fork found out.
 *
 * @param entrants who played
 * @param missing who could not, and why; one line each
 * @param samples the figures
 */
public record ForkResult(List<Entrant> entrants, List<String> missing, List<Sample> samples) {
    /**
     * A contestant, as data.
     *
     * @param name its name
     * @param kind its side
     * @param description version and configuration
     */
    public record Entrant(String name, Contestant.Kind kind, String description) {}

    /**
     * Writes the result as JSON.
     *
     * @param file where to
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        JSON.std.write(this, file.toFile());
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param file where from
     * @return the result
     * @throws IOException if that fails
     */
    public static ForkResult read(Path file) throws IOException {
        return JSON.std.beanFrom(ForkResult.class, file.toFile());
    }
}
