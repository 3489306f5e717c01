package org.lanewise.kernels.internal;

import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs numbered parts on the calling thread and on helpers in a pool; each takes the next part until none is left. A
 * helper that the pool has not started when the parts are all taken is called off, so a busy or narrow pool delays
 * nothing; it stays in the pool's queue, where the next run finds it. Each calling thread has a runner, which it reuses:
 * in steady state, on one pool, a run allocates nothing, but for what the pool needs where the caller must sleep until a
 * helper is done, and for a run within a part.
 *
 * <p>A helper that has done its parts waits a little for the next run, and the caller for its helpers, before they sleep:
 * products follow each other closely, and to wake a thread takes longer than many of them.
 */
public final class PartRunner {
    /**
     * How long they wait, in ns, keeping their cores busy. To wake a thread takes 76 µs at the median and 106 at the 90th
     * percentile on a virtual machine of two Zen 5 cores, and at most both ends of a product cost it.
     */
    private static final long WAIT = 100_000;

    private static final ThreadLocal<PartRunner> OF_THREAD = ThreadLocal.withInitial(PartRunner::new);

    private final AtomicInteger next = new AtomicInteger();
    private IntConsumer part;
    private int parts;
    private Helper[] helpers = new Helper[0];

    private PartRunner() {}

    /**
     * Does the parts 0 … parts − 1 and returns when all are done; throws what a part has thrown.
     *
     * @param pool the helpers' pool; not used, and may be null, where one thread serves
     * @param parts how many parts
     * @param width how many threads at most, with the calling one
     * @param part does a part; called from several threads at once, for different parts
     */
    public static void run(ForkJoinPool pool, int parts, int width, IntConsumer part) {
        PartRunner ofThread = OF_THREAD.get();
        // A part may itself have parts, and a worker that waits for a helper may meanwhile run a task that has.
        PartRunner idle = ofThread.part == null ? ofThread : new PartRunner();
        idle.part = part;
        try {
            idle.run(pool, parts, width);
        } finally {
            // What is kept per thread must not keep the caller's arrays alive.
            idle.part = null;
        }
    }

    private void run(ForkJoinPool pool, int parts, int width) {
        this.parts = parts;
        next.set(0);
        int count = Math.min(parts, width) - 1;
        if (helpers.length < count) {
            helpers = Arrays.copyOf(helpers, count);
        }
        int started = 0;
        try {
            for (; started < count; started++) {
                Helper helper = helpers[started];
                // A helper that its pool rejects can't be used again.
                helpers[started] = null;
                if (helper == null || helper.isQueuedElsewhere(pool)) {
                    helper = new Helper(this);
                }
                helper.start(pool);
                helpers[started] = helper;
            }
            work();
        } finally {
            settle(started);
        }
    }

    private void work() {
        for (int index = next.getAndIncrement(); index < parts; index = next.getAndIncrement()) {
            part.accept(index);
        }
    }

    // No helper may touch an array after the call has returned, normally or not.
    private void settle(int started) {
        next.set(parts);
        Throwable failure = null;
        for (int i = 0; i < started; i++) {
            Helper helper = helpers[i];
            if (!helper.callOff() && !helper.finishesSoon()) {
                helper.quietlyJoin();
                failure = helper.isCompletedAbnormally() ? helper.getException() : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new CompletionException(failure);
        }
    }

    /**
     * A task that serves one run after the other as long as they follow closely.
     *
     * <pre>
     *     QUEUED → WORKING ⇄ WAITING → ENDED       the caller makes QUEUED, CALLED_OFF and LAST,
     *       ⇅          ↓                           and WORKING of WAITING; the helper all else
     *   CALLED_OFF    LAST
     *       ↓
     *     ENDED
     * </pre>
     *
     * It is in the pool's queue while QUEUED or CALLED_OFF.
     */
    private static final class Helper extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1;
        private static final int QUEUED = 0;
        private static final int CALLED_OFF = 1;
        private static final int WORKING = 2;
        /** Working, after which it ends, as the caller sleeps until then. */
        private static final int LAST = 3;

        private static final int WAITING = 4;
        private static final int ENDED = 5;

        private final transient PartRunner runner;
        private final AtomicInteger state = new AtomicInteger(ENDED);
        private transient ForkJoinPool pool;

        Helper(PartRunner runner) {
            this.runner = runner;
        }

        boolean isQueuedElsewhere(ForkJoinPool pool) {
            return this.pool != pool && state.get() == CALLED_OFF;
        }

        void start(ForkJoinPool pool) {
            boolean isAtHand = this.pool == pool && !isDone();
            if (isAtHand && (state.compareAndSet(WAITING, WORKING) || state.compareAndSet(CALLED_OFF, QUEUED))) {
                return;
            }
            if (this.pool != null) {
                // It has ended, or, where it waits in another pool, ends now.
                state.compareAndSet(WAITING, ENDED);
                quietlyJoin();
                reinitialize();
            }
            this.pool = pool;
            state.set(QUEUED);
            pool.execute(this);
        }

        boolean callOff() {
            return state.compareAndSet(QUEUED, CALLED_OFF);
        }

        /** Waits a little for the end of the work; false: the helper must be joined, which has failed or takes longer. */
        boolean finishesSoon() {
            long start = System.nanoTime();
            while (state.get() == WORKING && !isDone() && System.nanoTime() - start < WAIT) {
                Thread.onSpinWait();
            }
            return !state.compareAndSet(WORKING, LAST);
        }

        @Override
        protected boolean exec() {
            while (!state.compareAndSet(QUEUED, WORKING)) {
                if (state.compareAndSet(CALLED_OFF, ENDED)) {
                    return true;
                }
                // The caller has just called it off, or wants it again.
            }
            do {
                runner.work();
            } while (state.compareAndSet(WORKING, WAITING) && nextRunComesSoon());
            return true;
        }

        private boolean nextRunComesSoon() {
            long start = System.nanoTime();
            while (state.get() == WAITING) {
                if ((System.nanoTime() - start > WAIT || pool.hasQueuedSubmissions())
                        && state.compareAndSet(WAITING, ENDED)) {
                    return false;
                }
                Thread.onSpinWait();
            }
            return state.get() == WORKING;
        }

        @Override
        public Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(Void value) {}
    }
}
