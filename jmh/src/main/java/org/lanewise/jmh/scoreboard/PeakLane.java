package org.lanewise.jmh.scoreboard;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Times the FMA peak of several threads at once. They start together, each tells its own time, and their speeds are
 * added up: so a thread that the system keeps waiting counts as slow, but does not stop the clock of the others.
 */
final class PeakLane implements Lane, AutoCloseable {
    private static final int ROUNDS = 10_000;
    private static final int SPINS = 10_000;

    private final Clock clock;
    private final Helper[] helpers;
    private final AtomicInteger awake = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile int times;
    private volatile boolean go;
    private volatile boolean closed;
    private volatile float sink;

    PeakLane(int threads, Clock clock) {
        this.clock = clock;
        helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper();
            helpers[i].start();
        }
    }

    @Override
    public double work() {
        return (double) FmaPeak.operations(ROUNDS) * (helpers.length + 1);
    }

    @Override
    public double seconds(int times) {
        this.times = times;
        go = false;
        awake.set(0);
        done.set(0);
        for (Helper helper : helpers) {
            helper.turn.release();
        }
        await(() -> awake.get() == helpers.length);
        go = true;
        double inverse = 1 / chains();
        await(() -> done.get() == helpers.length);
        for (Helper helper : helpers) {
            inverse += 1 / helper.seconds;
        }
        // Speeds add up, so times have a harmonic mean.
        return (helpers.length + 1) / inverse;
    }

    /** Runs the chains and returns the seconds it took. */
    private double chains() {
        long start = clock.nanos();
        float sum = 0;
        for (int i = times; i > 0; i--) {
            sum += FmaPeak.run(ROUNDS);
        }
        sink = sum;
        return (clock.nanos() - start) * 1e-9;
    }

    // Spins, as a sleeper would be late; yields, as the awaited thread may need this core to come.
    private static void await(BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            helper.turn.release();
        }
    }

    private final class Helper extends Thread {
        private final Semaphore turn = new Semaphore(0);
        private volatile double seconds;

        Helper() {
            super("fma-peak");
            setDaemon(true);
        }

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            while (!closed) {
                awake.incrementAndGet();
                await(() -> go);
                seconds = chains();
                done.incrementAndGet();
                turn.acquireUninterruptibly();
            }
        }
    }
}
