package org.lanewise.mlp.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Makes Ctrl-C (and a polite kill) end a piece of work in order: the JVM, asked to stop, asks the work to, and waits
 * until {@link #finished} is called.
 */
final class Interruption {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean underWay;

    /** From now on {@code stop}, called on another thread, is the answer to Ctrl-C. */
    Interruption(Runnable stop) {
        hook = new Thread(
                () -> {
                    underWay = true;
                    stop.run();
                    awaitFinished();
                },
                "lanewise-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitFinished() {
        try {
            finished.await();
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the JVM has been asked to stop. */
    boolean underWay() {
        return underWay;
    }

    /** The work is done, and whatever is to be kept of it is in a file: the JVM may stop. */
    void finished() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The JVM is going down: it waits for the hook, which the latch has just released.
            return;
        }
    }
}
