package org.lanewise.jmh.scoreboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The forked side: plays all shapes and leaves its result in a file. */
@Command(name = "worker")
public final class Worker implements Callable<Integer> {
    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--seconds", required = true)
    private double seconds;

    @Option(names = "--clock", required = true)
    private Clock clock;

    @Option(names = "--shape", required = true)
    private List<String> shapes = List.of();

    @Option(names = "--contestant", description = "only these; none named: all")
    private List<String> wanted = List.of();

    @Option(names = "--output", required = true)
    private Path output;

    private Worker() {}

    /**
     * Runs the worker.
     *
     * @param args as {@link Fork} gives them
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Worker()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (wants("Lanewise")) {
            contestants.add(new LanewiseContestant(threads));
        }
        if (wants("EJML")) {
            contestants.add(new EjmlContestant(threads));
        }
        Iterator<Peer> peers = ServiceLoader.load(Peer.class).iterator();
        while (peers.hasNext()) {
            open(peers, contestants, missing);
        }
        List<Sample> samples = new ArrayList<>();
        try (Match match = new Match(contestants, threads, clock)) {
            List<Shape> all = shapes.stream().map(Shape::parse).toList();
            match.rehearse(all);
            for (Shape shape : all) {
                samples.addAll(match.play(shape, seconds));
            }
        }
        List<ForkResult.Entrant> entrants = contestants.stream()
                .map(c -> new ForkResult.Entrant(c.name(), c.kind(), c.description()))
                .toList();
        new ForkResult(entrants, missing, samples).write(output);
        return 0;
    }

    private boolean wants(String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    // Whatever is wrong with a peer, the others play; the report says why it is missing.
    private void open(Iterator<Peer> peers, List<Contestant> contestants, List<String> missing) {
        String name = "a peer";
        try {
            Peer peer = peers.next();
            name = peer.name();
            if (wants(name)) {
                contestants.add(peer.open(threads));
            }
        } catch (Exception | LinkageError | ServiceConfigurationError e) {
            missing.add(name + ": " + String.valueOf(e).lines().findFirst().orElse(""));
        }
    }
}
