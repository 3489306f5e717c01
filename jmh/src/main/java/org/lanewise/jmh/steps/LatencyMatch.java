package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.WarmUp;

/**
 * Forward of one sample, call by call, in turns: a block of calls each, of which the first do not count, as they bring
 * back what the others have driven out of the caches. A call takes its input from a Java array and leaves its output in
 * one. Time is the wall's: of a call that the system interrupts, the user waits for all of it.
 */
final class LatencyMatch {
    private static final List<Net> NETS = List.of(Net.parse("64-128-128-1"), Net.parse("784-256-128-10"));
    private static final int BLOCK = 256;
    private static final int NOT_COUNTED = 32;

    /** Outputs may differ from Lanewise's by this, relative to the largest. */
    private static final double TOLERANCE = 1e-5;

    /** After so many, the compiler has all that it will compile in its queue; then it is waited for. */
    private static final int WARM_UP_CALLS = 20_000;

    private final List<Library> libraries;

    LatencyMatch(List<Library> libraries) {
        this.libraries = libraries;
    }

    /** Checks and times all nets, each for about so many seconds. */
    List<Figure> play(double seconds) {
        List<Figure> figures = new ArrayList<>();
        NETS.forEach(net -> figures.addAll(play(net, seconds)));
        return figures;
    }

    private List<Figure> play(Net net, double seconds) {
        TrainingTask task = TrainingTask.random(new StepCase(net, 1, Rule.GRADIENT_DESCENT), 1);
        float[] input = task.inputs();
        List<Seat> seats = new ArrayList<>();
        try {
            for (Library library : libraries) {
                library.inference(net, task.parameters())
                        .ifPresent(inference -> seats.add(new Seat(library.name(), inference, input, net.outputs())));
            }
            for (Seat seat : seats) {
                seat.warmUp();
                seat.check(seats.get(0).output);
            }
            long end = System.nanoTime() + (long) (seconds * 1e9);
            boolean forward = true;
            while (System.nanoTime() < end || seats.get(0).latencies.count() == 0) {
                for (int i = 0; i < seats.size(); i++) {
                    seats.get(forward ? i : seats.size() - 1 - i).block();
                }
                forward = !forward;
            }
            List<Figure> figures = new ArrayList<>();
            for (Seat seat : seats) {
                figures.add(seat.figure(net, Figure.P50, 0.5));
                figures.add(seat.figure(net, Figure.P99, 0.99));
            }
            return figures;
        } finally {
            seats.forEach(seat -> seat.inference.close());
        }
    }

    /** A contestant with its net. */
    private static final class Seat {
        private final String name;
        private final Inference inference;
        private final float[] input;
        private final float[] output;
        private final Latencies latencies = new Latencies();

        Seat(String name, Inference inference, float[] input, int outputs) {
            this.name = name;
            this.inference = inference;
            this.input = input;
            this.output = new float[outputs];
            Arrays.fill(output, Float.NaN);
        }

        void warmUp() {
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                inference.run(input, output);
            }
            WarmUp.java(new WorkLane(() -> inference.run(input, output), 1, Clock.WALL));
        }

        void check(float[] expected) {
            double largest = 0;
            for (float value : expected) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(output[i] - expected[i]) <= TOLERANCE * largest)) {
                    throw new ArithmeticException(
                            name + ": output " + i + " is " + output[i] + " (expected: " + expected[i] + ")");
                }
            }
        }

        void block() {
            for (int i = 0; i < BLOCK; i++) {
                long start = System.nanoTime();
                inference.run(input, output);
                long time = System.nanoTime() - start;
                if (i >= NOT_COUNTED) {
                    latencies.add(time);
                }
            }
        }

        Figure figure(Net net, String measure, double share) {
            return new Figure(Part.LATENCY, net.toString(), name, measure, latencies.percentile(share));
        }
    }
}
