package org.lanewise.jmh.scoreboard;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measured figures as data, fork by fork. */
public final class ScoreFiles {
    private ScoreFiles() {}

    /**
     * Writes a line per fork, shape and contestant.
     *
     * @param forks what they measured
     * @param file where to
     * @throws IOException if that fails
     */
    public static void writeCsv(List<ForkResult> forks, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("fork,shape,contestant,how,gflops,batches"));
        for (int fork = 0; fork < forks.size(); fork++) {
            for (Sample s : forks.get(fork).samples()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%s,%s,%.4f,%d",
                        fork + 1,
                        s.shape(),
                        s.contestant(),
                        s.how(),
                        s.gflops(),
                        s.batches()));
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
    public static void writeJson(Map<String, String> conditions, List<ForkResult> forks, Path file) throws IOException {
        JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                .write(Map.of("conditions", conditions, "forks", forks), file.toFile());
    }
}
