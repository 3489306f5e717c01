package org.lanewise.kernels.internal;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs numbered parts on the calling thread and on helpers in a pool; each takes the next part until none is left. A
 * helper that the pool has not started when the parts are all taken is called off, so a busy or narrow pool delays
 * nothing; it stays in the pool's queue, where the next run finds it. Each calling thread has a runner, which it reuses, and
 * another for runs within a part: in steady state a run allocates nothing.
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

    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private IntConsumer part;
    private int parts;
    /** First those of this run, then others: queued in a pool, free, or null. */
    private Helper[] helpers = new Helper[0];

    /** For runs within a part of this one's; null as long as there were none. */
    private PartRunner within;

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
        PartRunner idle = OF_THREAD.get();
        while (idle.part != null) {
            idle = idle.within();
        }
        idle.part = part;
        try {
            idle.run(pool, parts, width);
        } finally {
            // What is kept per thread must not keep the caller's arrays alive.
            idle.part = null;
        }
    }

    private PartRunner within() {
        if (within == null) {
            within = new PartRunner();
        }
        return within;
    }

    private void run(ForkJoinPool pool, int parts, int width) {
        this.parts = parts;
        next.set(0);
        int count = Math.min(parts, width) - 1;
        int started = 0;
        boolean allStarted = false;
        Throwable failure = null;
        try {
            try {
                while (started < count) {
                    Helper helper = bringHelperTo(started, pool);
                    // Counted first: a pool may queue a helper and then throw, as it gets no thread.
                    started++;
                    helper.start(pool);
                }
                allStarted = true;
            } catch (RejectedExecutionException rejected) {
                // The pool takes no more work, so this thread does what helpers that have started leave.
            }
            work();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        failure = settle(started, failure);
        if (!allStarted && started > 0) {
            // One that its pool has rejected is in no queue, though it seems to be.
            helpers[started - 1] = null;
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

    private Helper bringHelperTo(int position, ForkJoinPool pool) {
        int chosen = helpers.length;
        int fitness = 0;
        for (int i = position; i < helpers.length; i++) {
            int other = helpers[i] == null ? 1 : helpers[i].fitness(pool);
            if (other > fitness) {
                chosen = i;
                fitness = other;
            }
        }
        if (chosen == helpers.length) {
            helpers = Arrays.copyOf(helpers, chosen + 1);
        }
        Helper helper = helpers[chosen] == null || helpers[chosen].isDone() ? new Helper(this) : helpers[chosen];
        helpers[chosen] = helpers[position];
        helpers[position] = helper;
        return helper;
    }

    private void work() {
        for (int index = next.get(); index < parts; index = next.get()) {
            if (next.compareAndSet(index, index + 1)) {
                part.accept(index);
            }
        }
    }

    // No helper may touch an array after the call has returned, normally or not.
    private Throwable settle(int started, Throwable thrown) {
        next.set(parts);
        for (int i = 0; i < started; i++) {
            helpers[i].callOff();
        }
        Throwable failure = thrown;
        for (int i = 0; i < started; i++) {
            helpers[i].awaitEndOfWork();
            Throwable ofHelper = helpers[i].takeFailure();
            if (failure == null) {
                failure = ofHelper;
            } else if (ofHelper != null && ofHelper != failure) {
                failure.addSuppressed(ofHelper);
            }
        }
        return failure;
    }

    /**
     * A task that serves one run after the other as long as they follow closely.
     *
     * <pre>
     *     QUEUED → WORKING ⇄ WAITING → ENDED       the caller makes QUEUED, CALLED_OFF and LAST,
     *       ⇅          ↓                           and WORKING of WAITING; the helper all else
     *   CALLED_OFF    LAST
     *       ↓          ↓
     *     ENDED      ENDED
     * </pre>
     *
     * It is in the pool's queue while QUEUED or CALLED_OFF. ENDED is the last that a helper does with its fields, so it can
     * be queued again at once. For the pool it never completes, as a pool that is shut down may complete a task, and send
     * on whoever has joined it, at any time.
     */
    private static final class Helper extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1;
        private static final int QUEUED = 0;
        private static final int CALLED_OFF = 1;
        private static final int WORKING = 2;
        /** Working, after which it ends and wakes the caller. */
        private static final int LAST = 3;

        private static final int WAITING = 4;
        private static final int ENDED = 5;

        private final transient PartRunner runner;
        private final AtomicInteger state = new AtomicInteger(ENDED);
        /** Where it was queued last; weak, as the runner, which lives as long as its thread, must not keep a pool alive. */
        private transient WeakReference<ForkJoinPool> pool = new WeakReference<>(null);

        private transient Throwable failure;

        Helper(PartRunner runner) {
            this.runner = runner;
        }

        /**
         * One that the pool has already comes before one that is free, else its queue would grow; and a free one that it has had
         * before any other, as that needs a new reference. 0: in another pool.
         */
        int fitness(ForkJoinPool pool) {
            boolean known = this.pool.refersTo(pool);
            if (isFree()) {
                return known ? 2 : 1;
            }
            return known ? 3 : 0;
        }

        /** No pool has it: it has ended, or was cancelled in the queue. */
        boolean isFree() {
            return state.get() == ENDED || isDone();
        }

        void start(ForkJoinPool pool) {
            if (state.compareAndSet(WAITING, WORKING) || state.compareAndSet(CALLED_OFF, QUEUED)) {
                return;
            }
            if (!this.pool.refersTo(pool)) {
                this.pool = new WeakReference<>(pool);
            }
            state.set(QUEUED);
            pool.execute(this);
        }

        void callOff() {
            state.compareAndSet(QUEUED, CALLED_OFF);
        }

        void awaitEndOfWork() {
            long start = System.nanoTime();
            while (state.get() == WORKING && System.nanoTime() - start < WAIT) {
                Thread.onSpinWait();
            }
            if (state.compareAndSet(WORKING, LAST)) {
                boolean isInterrupted = false;
                while (state.get() != ENDED) {
                    LockSupport.park(this);
                    // While the flag is set, no thread sleeps.
                    isInterrupted |= Thread.interrupted();
                }
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** What a part has thrown since the last call, or null. */
        Throwable takeFailure() {
            Throwable taken = failure;
            failure = null;
            return taken;
        }

        @Override
        protected boolean exec() {
            while (!state.compareAndSet(QUEUED, WORKING)) {
                if (state.compareAndSet(CALLED_OFF, ENDED)) {
                    return false;
                }
                // The caller has just called it off, or wants it again.
            }
            do {
                try {
                    runner.work();
                } catch (Throwable thrown) {
                    // The caller throws it.
                    failure = thrown;
                }
                if (!state.compareAndSet(WORKING, WAITING)) {
                    endAsLast();
                    return false;
                }
            } while (nextRunComesSoon());
            return false;
        }

        private void endAsLast() {
            Thread sleeping = runner.caller;
            state.set(ENDED);
            LockSupport.unpark(sleeping);
        }

        private boolean nextRunComesSoon() {
            long start = System.nanoTime();
            // There still, as it runs this; and where a thread of no pool runs this, as it awaits quiescence, getPool()
            // has none.
            ForkJoinPool running = pool.get();
            while (state.get() == WAITING) {
                if ((System.nanoTime() - start > WAIT || running.hasQueuedSubmissions())
                        && state.compareAndSet(WAITING, ENDED)) {
                    return false;
                }
                Thread.onSpinWait();
            }
            // Or its end, if the caller has lost patience already.
            return true;
        }

        @Override
        public Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(Void value) {}
    }
}
