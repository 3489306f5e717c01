package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;

/**
 * A training step: forward, loss, backward, update.
 *
 * @param net what is trained
 * @param batch samples of a step
 * @param rule how the parameters change
 */
public record StepCase(Net net, int batch, Rule rule) {
    private static final List<String> NETS =
            List.of("784-256-128-10", "784-512-512-10", "64-128-128-1", "1024-1024-1024-1024-10");
    private static final List<Integer> BATCHES = List.of(32, 64, 128, 512);
    private static final int LARGEST_BATCH = 99_999;

    /**
     * Reads a case, as in {@code 784-256-128-10/64/adam}.
     *
     * @param text net, batch and rule
     * @return the case
     * @throws IllegalArgumentException if the text has another form
     */
    public static StepCase parse(String text) {
        String[] words = text.split("/", -1);
        if (words.length != 3 || !words[1].matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException("case: " + text
                    + " (expected: NET/BATCH/RULE like 784-256-128-10/64/adam, batch 1 to " + LARGEST_BATCH + ")");
        }
        return new StepCase(Net.parse(words[0]), Integer.parseInt(words[1]), Rule.parse(words[2]));
    }

    /**
     * The cases to play.
     *
     * @param words as {@link #parse} reads them; none: all 32 of four nets, four batches and two rules
     * @return the cases, each once
     * @throws IllegalArgumentException if a word has another form
     */
    public static List<StepCase> select(List<String> words) {
        if (!words.isEmpty()) {
            return words.stream().map(StepCase::parse).distinct().toList();
        }
        List<StepCase> all = new ArrayList<>();
        for (String net : NETS) {
            for (Rule rule : Rule.values()) {
                for (int batch : BATCHES) {
                    all.add(new StepCase(Net.parse(net), batch, rule));
                }
            }
        }
        return all;
    }

    /** The case with a batch of at most so many samples. */
    StepCase atMost(int samples) {
        return new StepCase(net, Math.min(batch, samples), rule);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return net + "/" + batch + "/" + rule;
    }
}
