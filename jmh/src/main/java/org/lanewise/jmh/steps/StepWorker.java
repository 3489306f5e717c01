package org.lanewise.jmh.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.lanewise.jmh.scoreboard.Clock;
import org.lanewise.jmh.scoreboard.ForkResult.Entrant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The forked side: plays the parts that need no JVM of their own and leaves its report in a file. */
@Command(name = "worker")
public final class StepWorker implements Callable<Integer> {
    /** The arrays of the large kernels take long to fill and to pass: they need more time than a small case. */
    private static final double BANDWIDTH_SHARES = 4;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--clock", required = true)
    private Clock clock;

    @Option(names = "--part", required = true)
    private List<Part> parts = List.of();

    @Option(names = "--case", description = "of the training")
    private List<String> cases = List.of();

    @Option(names = "--check", description = "compare the losses first")
    private boolean check;

    @Option(names = "--output", required = true)
    private Path output;

    private final List<Library> libraries = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private StepWorker() {}

    /**
     * Runs the worker.
     *
     * @param args as {@link org.lanewise.jmh.StepScoreboard} gives them
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StepWorker())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        libraries.add(LanewiseLibrary.on(threads));
        if (threads > 1) {
            libraries.add(LanewiseLibrary.alone());
        }
        libraries.add(new EjmlLibrary(threads));
        Iterator<NetworkPeer> peers = ServiceLoader.load(NetworkPeer.class).iterator();
        while (peers.hasNext()) {
            open(peers);
        }
        List<Figure> figures = new ArrayList<>();
        for (Part part : parts) {
            figures.addAll(play(part));
        }
        List<Entrant> entrants = libraries.stream()
                .map(library -> new Entrant(library.name(), library.kind(), library.description()))
                .toList();
        new StepReport(entrants, missing, figures).write(output);
        return 0;
    }

    // Whatever is wrong with a peer, the others play; the report says why it is missing.
    private void open(Iterator<NetworkPeer> peers) {
        String name = "a peer";
        try {
            NetworkPeer peer = peers.next();
            name = peer.name();
            libraries.add(peer.open(threads));
        } catch (Exception | LinkageError | ServiceConfigurationError e) {
            missing.add(name + ": " + String.valueOf(e).lines().findFirst().orElse(""));
        }
    }

    private List<Figure> play(Part part) {
        return switch (part) {
            case TRAINING -> training();
            case ELEMENTARY -> new ElementaryMatch(clock).play(seconds);
            case BANDWIDTH -> new BandwidthMatch(clock).play(BANDWIDTH_SHARES * seconds);
            case LATENCY -> new LatencyMatch(libraries).play(seconds);
            case START ->
                throw new IllegalArgumentException("part: start (expected: one that needs no JVM of its own)");
        };
    }

    private List<Figure> training() {
        List<StepCase> selected = StepCase.select(cases);
        TrainingMatch match = new TrainingMatch(libraries, clock);
        match.rehearse(selected);
        List<Figure> figures = new ArrayList<>();
        for (StepCase stepCase : selected) {
            if (check) {
                match.check(stepCase);
            }
            figures.addAll(match.play(stepCase, seconds));
        }
        return figures;
    }
}
