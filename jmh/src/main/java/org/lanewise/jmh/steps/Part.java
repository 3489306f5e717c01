package org.lanewise.jmh.steps;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the scoreboard measures. */
public enum Part {
    /** Training steps. */
    TRAINING,
    /** exp, tanh and sigmoid on data in the first-level cache. */
    ELEMENTARY,
    /** Kernels on data far larger than the caches. */
    BANDWIDTH,
    /** Forward of one sample. */
    LATENCY,
    /** From the start of a JVM to the steady rate of training. */
    START;

    /**
     * Reads parts.
     *
     * @param words in any case; none: all
     * @return the parts, each once, in the order of the table
     * @throws IllegalArgumentException if a word names none
     */
    public static List<Part> select(List<String> words) {
        if (words.isEmpty()) {
            return List.of(values());
        }
        return words.stream().map(Part::parse).distinct().sorted().toList();
    }

    private static Part parse(String word) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "part: " + word + " (expected: one of " + List.of(values()) + ")"));
    }

    /** In lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
