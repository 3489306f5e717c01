package org.lanewise.jmh.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.Rounds;
import org.lanewise.jmh.scoreboard.WarmUp;

/** Libraries that train case after case against each other. */
final class TrainingMatch {
    private static final double REHEARSAL_SECONDS = 3;
    private static final double REHEARSAL_TURN = 0.05;

    /** Larger batches run the same code, and take their time as long as it is interpreted. */
    private static final int REHEARSAL_BATCH = 32;

    /**
     * The rate that is timed: so small that a run of any length trains on the losses and gradients of its start, and no
     * gradient dies down to subnormal numbers, which some processors are slow with.
     */
    private static final float TIMED_RATE = 1e-7f;

    private final List<Library> libraries;
    private final Clock clock;

    TrainingMatch(List<Library> libraries, Clock clock) {
        this.libraries = libraries;
        this.clock = clock;
    }

    /** Has all run all cases for a while, in turns, before any is timed: the Java compiler has a queue. */
    void rehearse(List<StepCase> cases) {
        List<StepCase> small = cases.stream()
                .map(stepCase -> stepCase.atMost(REHEARSAL_BATCH))
                .distinct()
                .toList();
        double total = 0;
        while (total < REHEARSAL_SECONDS) {
            for (StepCase stepCase : small) {
                for (Library library : libraries) {
                    total += rehearse(library, stepCase);
                }
            }
        }
    }

    private double rehearse(Library library, StepCase stepCase) {
        Optional<TrainingRun> prepared = library.training(TrainingTask.random(stepCase, TIMED_RATE));
        if (prepared.isEmpty()) {
            return 0;
        }
        try (TrainingRun run = prepared.get()) {
            return WarmUp.briefly(new TrainingLane(run, stepCase.batch(), clock), REHEARSAL_TURN);
        }
    }

    /**
     * Has all libraries train a little and compares their losses with those of the first.
     *
     * @throws ArithmeticException if they don't agree
     */
    void check(StepCase stepCase) {
        TrainingTask task = TrainingTask.random(stepCase, checkedRate(stepCase));
        Agreement agreement = null;
        for (Library library : libraries) {
            Optional<TrainingRun> prepared = library.training(task);
            if (prepared.isPresent()) {
                try (TrainingRun run = prepared.get()) {
                    if (agreement == null) {
                        agreement = new Agreement(stepCase.toString(), run);
                    } else {
                        agreement.check(library.name(), run);
                    }
                }
            }
        }
    }

    // The losses are to change by some percent in a few steps.
    private static float checkedRate(StepCase stepCase) {
        return stepCase.rule() == Rule.ADAM ? 1e-4f : 1e-3f;
    }

    /** Times one case. */
    List<Figure> play(StepCase stepCase, double seconds) {
        TrainingTask task = TrainingTask.random(stepCase, TIMED_RATE);
        List<String> names = new ArrayList<>();
        List<TrainingLane> lanes = new ArrayList<>();
        try {
            for (Library library : libraries) {
                library.training(task).ifPresent(run -> {
                    TrainingLane lane = new TrainingLane(run, stepCase.batch(), clock);
                    names.add(library.name());
                    lanes.add(lane);
                    // Peers too: their Java side wants to be compiled.
                    WarmUp.java(lane);
                });
            }
            List<Rounds.Score> scores = Rounds.play(lanes, seconds);
            List<Figure> figures = new ArrayList<>();
            for (int i = 0; i < lanes.size(); i++) {
                figures.add(new Figure(
                        Part.TRAINING,
                        stepCase.toString(),
                        names.get(i),
                        Figure.SAMPLES,
                        scores.get(i).rate()));
            }
            return figures;
        } finally {
            lanes.forEach(lane -> lane.run().close());
        }
    }
}
