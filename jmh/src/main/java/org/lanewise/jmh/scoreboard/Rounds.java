package org.lanewise.jmh.scoreboard;

import java.util.ArrayList;
import java.util.List;

/**
 * Times lanes in turns: in each round each lane runs one short batch, so that what disturbs the machine disturbs all
 * alike; what counts is the median over a lane's batches.
 */
public final class Rounds {
    /** Long enough for the clock and for a lane to forget what the one before left in the caches. */
    private static final double BATCH_SECONDS = 2e-3;

    /** Every lane gets as many batches, however long they are, ... */
    private static final int LEAST = 3;

    /** ... unless one takes longer than this. */
    private static final double TOO_LONG_TO_REPEAT = 1;

    private static final int PROBES = 3;

    private Rounds() {}

    /**
     * What a lane reached.
     *
     * @param rate its work per second: the median over the batches
     * @param batches how many
     */
    public record Score(double rate, int batches) {}

    /**
     * Times the lanes for about so many seconds, shared equally.
     *
     * @param lanes warmed up
     * @param seconds for all of them
     * @return one score for each lane
     */
    public static List<Score> play(List<? extends Lane> lanes, double seconds) {
        List<Turns> all = new ArrayList<>();
        for (Lane lane : lanes) {
            all.add(new Turns(lane));
        }
        double share = seconds / lanes.size();
        boolean forward = true;
        boolean more = true;
        while (more) {
            more = false;
            // There and back, so that no lane always follows the same one.
            for (int i = 0; i < all.size(); i++) {
                Turns turns = all.get(forward ? i : all.size() - 1 - i);
                if (turns.wants(share)) {
                    turns.batch();
                    more = true;
                }
            }
            forward = !forward;
        }
        return all.stream().map(Turns::score).toList();
    }

    private static final class Turns {
        private final Lane lane;
        private final int times;
        private final List<Double> rates = new ArrayList<>();
        private double spent;
        private double longest;

        Turns(Lane lane) {
            this.lane = lane;
            int count = 1;
            double probe = fastest(count);
            while (probe < BATCH_SECONDS / 4) {
                count *= 4;
                probe = fastest(count);
            }
            this.times = (int) Math.max(1, Math.ceil(BATCH_SECONDS / probe * count));
            this.longest = probe / count * times;
        }

        // A disturbed probe would make all batches too short.
        private double fastest(int count) {
            double fastest = lane.seconds(count);
            for (int i = 1; i < PROBES && fastest < BATCH_SECONDS; i++) {
                fastest = Math.min(fastest, lane.seconds(count));
            }
            return fastest;
        }

        boolean wants(double share) {
            return spent < share && spent + longest / 2 < share
                    || rates.isEmpty()
                    || rates.size() < LEAST && longest < TOO_LONG_TO_REPEAT;
        }

        void batch() {
            double seconds = lane.seconds(times);
            spent += seconds;
            longest = Math.max(longest, seconds);
            rates.add(lane.work() * times / seconds);
        }

        Score score() {
            double[] values = rates.stream().mapToDouble(Double::doubleValue).toArray();
            return new Score(Statistics.median(values), values.length);
        }
    }
}
