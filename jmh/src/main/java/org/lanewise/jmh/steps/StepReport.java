package org.lanewise.jmh.steps;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lanewise.jmh.scoreboard.ForkResult.Entrant;

/**
 * All that one fork found out.
 *
 * @param entrants who played
 * @param missing who could not, and why; one line each
 * @param figures what was measured
 */
public record StepReport(List<Entrant> entrants, List<String> missing, List<Figure> figures) {
    /**
     * Writes the report as JSON.
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
     * @return the report
     * @throws IOException if that fails
     */
    public static StepReport read(Path file) throws IOException {
        return JSON.std.beanFrom(StepReport.class, file.toFile());
    }
}
