package org.lanewise.jmh.steps;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measured figures as data, fork by fork. */
public final class StepFiles {
    private StepFiles() {}

    /**
     * Writes a line per fork and figure.
     *
     * @param forks what they measured
     * @param file where to
     * @throws IOException if that fails
     */
    public static void writeCsv(List<StepReport> forks, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("fork,part,item,contestant,measure,value"));
        for (int fork = 0; fork < forks.size(); fork++) {
            for (Figure f : forks.get(fork).figures()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%s,\"%s\",%s,%.6g",
                        fork + 1,
                        f.part(),
                        f.item(),
                        f.contestant(),
                        f.measure(),
                        f.value()));
            }
        }
        Files.write(file, lines);
    }

    /**
     * Writes the conditions and all figures.
     *
     * @param conditions machine, threads and the like, by name
     * @param forks what they measured
     * @param file where to
     * @throws IOException if that fails
     */
    public static void writeJson(Map<String, String> conditions, List<StepReport> forks, Path file) throws IOException {
        JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                .write(Map.of("conditions", conditions, "forks", forks), file.toFile());
    }
}
