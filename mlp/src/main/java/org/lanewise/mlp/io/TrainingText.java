package org.lanewise.mlp.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanewise.mlp.Checkpoint;

/**
 * How far a training run is, as text: {@code seed 0, batch 64, samples 8000, epochs 2, batches 13, step 263, lossSum
 * 12.5, right 800, seen 832, state exp_avg exp_avg_sq}. The sum is the shortest decimal that reads back as the same
 * double.
 */
final class TrainingText {
    private static final Pattern TEXT =
            Pattern.compile("seed (-?[0-9]{1,19}), batch ([0-9]{1,10}), samples ([0-9]{1,10}),"
                    + " epochs ([0-9]{1,10}), batches ([0-9]{1,10}), step ([0-9]{1,19}),"
                    + " lossSum ([0-9]{1,20}\\.[0-9]{1,20}(?:E-?[0-9]{1,3})?), right ([0-9]{1,19}), seen ([0-9]{1,19}),"
                    + " state((?: [a-z_]{1,32}){0,4})");

    /** Longer than any text that matches. */
    static final int LONGEST = 512;

    private TrainingText() {}

    static String of(Checkpoint checkpoint) {
        StringBuilder text = new StringBuilder("seed " + checkpoint.seed() + ", batch " + checkpoint.batch()
                + ", samples " + checkpoint.samples() + ", epochs " + checkpoint.epochs() + ", batches "
                + checkpoint.batches() + ", step " + checkpoint.step() + ", lossSum " + checkpoint.lossSum()
                + ", right " + checkpoint.right() + ", seen " + checkpoint.seen() + ", state");
        checkpoint.stateNames().forEach(name -> text.append(' ').append(name));
        return text.toString();
    }

    /** What stands before the names of the state's tensors. */
    static String prefix(String stateName) {
        return "optimizer." + stateName + ".";
    }

    static List<String> prefixes(String text) throws MalformedException {
        return stateNames(match(text)).stream().map(TrainingText::prefix).toList();
    }

    static Checkpoint parse(ModelFile.Loaded loaded) throws MalformedException {
        Matcher matcher = match(loaded.training());
        try {
            return new Checkpoint(
                    loaded.model(),
                    stateNames(matcher),
                    loaded.state(),
                    Long.parseLong(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)),
                    Integer.parseInt(matcher.group(5)),
                    Long.parseLong(matcher.group(6)),
                    Double.parseDouble(matcher.group(7)),
                    Long.parseLong(matcher.group(8)),
                    Long.parseLong(matcher.group(9)));
        } catch (IllegalArgumentException e) {
            // A number that is too large for its type, or out of its range.
            throw new MalformedException("training " + Quoted.of(loaded.training()) + ": " + e.getMessage());
        }
    }

    private static Matcher match(String text) throws MalformedException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedException("training " + Quoted.of(text)
                    + " (expected: seed, batch, samples, epochs, batches, step, lossSum, right, seen and state)");
        }
        return matcher;
    }

    private static List<String> stateNames(Matcher matcher) throws MalformedException {
        List<String> names = new ArrayList<>();
        for (String name : matcher.group(10).split(" ")) {
            if (!name.isEmpty() && names.contains(name)) {
                throw new MalformedException("state " + name + " twice (expected: once)");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
