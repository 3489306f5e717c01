package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.Rounds;
import org.lanewise.jmh.scoreboard.WarmUp;
import org.lanewise.kernels.Activations;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Updates;

/** Lanewise's kernels on 16 M floats, in turns with passes that reach the memory bandwidth; on one thread. */
final class BandwidthMatch {
    /** The contestant in the figures of the {@link Stream}s. */
    static final String MEMORY = "memory";

    private static final String RELU = "ReLU";
    private static final String RELU_IN_PLACE = "ReLU in place";
    private static final String GRADIENT_DESCENT = "gradient descent (w := w - rate g)";
    private static final String ADAM = "Adam";

    /**
     * To each kernel the pass that reads and writes as many arrays in the same way. Machines differ in what they make of
     * an array that is only written, or of four arrays at once, so no other pass tells what such a kernel could reach.
     */
    static final Map<String, String> SAME_TRAFFIC = Map.of(
            RELU, item(Stream.COPY),
            RELU_IN_PLACE, item(Stream.NEGATE),
            GRADIENT_DESCENT, item(Stream.SUBTRACT),
            ADAM, item(Stream.UPDATE));

    private static final int LENGTH = 1 << 24;

    /** Small: the parameters do not leave their range, however often they are updated. */
    private static final float RATE = 1e-7f;

    private final Clock clock;
    private final float[] a = new float[LENGTH];
    private final float[] b = new float[LENGTH];
    private final float[] c = new float[LENGTH];
    private final float[] d = new float[LENGTH];

    /** Adam's steps: it wants their number. */
    private long step;

    BandwidthMatch(Clock clock) {
        this.clock = clock;
        CounterRandom random = new CounterRandom(0, 0);
        for (int i = 0; i < LENGTH; i++) {
            a[i] = 2 * random.uniform(i) - 1;
        }
        System.arraycopy(a, 0, b, 0, LENGTH);
        // Second moments: no negative numbers, none subnormal. What else writes there keeps to that.
        Arrays.fill(d, 1e-3f);
    }

    /** Times all. */
    List<Figure> play(double seconds) {
        List<String> items = new ArrayList<>();
        List<WorkLane> lanes = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            items.add(item(stream));
            lanes.add(lane(stream.bytes(), () -> stream.pass(a, b, c, d)));
        }
        int streams = lanes.size();
        // Bytes as in Stream: of each array what is read, what is written, and what is fetched only to be written.
        items.add(RELU);
        lanes.add(lane(4 + 8, () -> Activations.relu(LENGTH, a, 0, b, 0)));
        items.add(RELU_IN_PLACE);
        lanes.add(lane(4 + 4, () -> Activations.relu(LENGTH, d, 0, d, 0)));
        items.add(GRADIENT_DESCENT);
        lanes.add(lane(4 + 8, () -> Updates.gradientDescent(LENGTH, RATE, Penalty.NONE, a, 0, c, 0)));
        items.add(ADAM);
        lanes.add(lane(
                4 + 3 * 8,
                () -> Updates.adam(LENGTH, ++step, RATE, 0.9f, 0.999f, 1e-8f, Penalty.NONE, a, 0, b, 0, d, 0, c, 0)));
        lanes.forEach(WarmUp::java);
        List<Rounds.Score> scores = Rounds.play(lanes, seconds);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            figures.add(new Figure(
                    Part.BANDWIDTH,
                    items.get(i),
                    i < streams ? MEMORY : LanewiseLibrary.NAME,
                    Figure.BYTES,
                    scores.get(i).rate()));
        }
        return figures;
    }

    private static String item(Stream stream) {
        return stream.name().toLowerCase(Locale.ROOT);
    }

    private WorkLane lane(int bytes, Runnable body) {
        return new WorkLane(body, (double) bytes * LENGTH, clock);
    }
}
