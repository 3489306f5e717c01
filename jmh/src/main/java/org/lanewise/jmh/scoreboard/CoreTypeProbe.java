package org.lanewise.jmh.scoreboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the kernels with which OpenBLAS is fastest on this machine. Its own choice goes by the processor's name, which
 * it may not know, and can be half as fast as the best.
 */
public final class CoreTypeProbe {
    private static final String OPENBLAS = "OpenBLAS";
    private static final int REPEATS = 2;
    private static final List<Shape> SHAPES = List.of(
            Shape.parse("64x64x64"),
            Shape.parse("512x512x512"),
            Shape.parse("128x512x512"),
            Shape.parse("1x1024x1024"));

    private final Map<String, Double> shares = new LinkedHashMap<>();

    /**
     * Tries the core types of an x86-64 processor, OpenBLAS's own choice among them.
     *
     * @param fork how to run the trials
     * @throws IOException if a trial fails
     * @throws InterruptedException if the wait for a trial is interrupted
     */
    public CoreTypeProbe(Fork fork) throws IOException, InterruptedException {
        Map<String, List<Double>> trials = new LinkedHashMap<>();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            for (String coreType : candidates()) {
                ForkResult result = fork.run(coreType, List.of(OPENBLAS), SHAPES);
                if (result.entrants().isEmpty()) {
                    return;
                }
                trials.computeIfAbsent(coreType, key -> new ArrayList<>()).add(share(result));
            }
        }
        trials.forEach((coreType, values) -> shares.put(
                coreType,
                Statistics.median(
                        values.stream().mapToDouble(Double::doubleValue).toArray())));
    }

    /**
     * The fastest.
     *
     * @return the core type; empty: OpenBLAS's own choice, or there is no OpenBLAS
     */
    public String fastest() {
        return shares.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** What each core type reached: the geometric mean of its shares of the FMA peak. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        shares.forEach((coreType, share) ->
                words.add("%s %.2f".formatted(coreType.isEmpty() ? "own choice" : coreType, share)));
        return String.join(", ", words);
    }

    private static double share(ForkResult result) {
        Map<String, Double> gflops = new LinkedHashMap<>();
        result.samples().forEach(s -> gflops.put(s.shape() + s.contestant(), s.gflops()));
        return Statistics.geometricMean(SHAPES.stream()
                .mapToDouble(shape -> gflops.get(shape + OPENBLAS) / gflops.get(shape + Sample.PEAK))
                .toArray());
    }

    private static List<String> candidates() throws IOException {
        List<String> candidates = new ArrayList<>(List.of("", "Haswell", "Zen"));
        Path processor = Path.of("/proc/cpuinfo");
        if (Files.isReadable(processor) && Files.readString(processor).contains("avx512dq")) {
            candidates.add("SkylakeX");
        }
        return candidates;
    }
}
