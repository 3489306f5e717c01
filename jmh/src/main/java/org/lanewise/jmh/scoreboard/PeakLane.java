package org.lanewise.jmh.scoreboard;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Times the FMA peak of several threads at once. The clock runs from the moment when all are awake until the last is
 * done, as a product is done when its last part is.
 */
final class PeakLane implements Lane, AutoCloseable {
    private static final int ROUNDS = 10_000;

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
    public double operations() {
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
        while (awake.get() < helpers.length) {
            Thread.onSpinWait();
        }
        long start = clock.nanos();
        go = true;
        work();
        while (done.get() < helpers.length) {
            Thread.onSpinWait();
        }
        return (clock.nanos() - start) * 1e-9;
    }

    private void work() {
        float sum = 0;
        for (int i = times; i > 0; i--) {
            sum += FmaPeak.run(ROUNDS);
        }
        sink = sum;
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

        Helper() {
            super("fma-peak");
            setDaemon(true);
        }

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            while (!closed) {
                awake.incrementAndGet();
                while (!go) {
                    Thread.onSpinWait();
                }
                work();
                done.incrementAndGet();
                turn.acquireUninterruptibly();
            }
        }
    }
}
