package org.lanewise.kernels.internal.gemm;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs numbered parts on the calling thread and on helpers in a pool; each takes the next part until none is left. A
 * helper that the pool has not started when the parts are all taken is called off, so a busy or narrow pool delays
 * nothing. A runner is reused: in steady state a run allocates nothing.
 */
abstract class PartRunner {
    private final AtomicInteger next = new AtomicInteger();
    private int parts;
    private Helper[] helpers = new Helper[0];

    /** Does one part; called from several threads at once, for different parts. */
    protected abstract void part(int index);

    /** Does the parts 0 … parts − 1 and returns when all are done; throws what a part has thrown. */
    final void run(ForkJoinPool pool, int parts, int width) {
        this.parts = parts;
        next.set(0);
        int count = Math.min(parts, width) - 1;
        if (helpers.length < count) {
            helpers = new Helper[count];
        }
        int forked = 0;
        try {
            for (; forked < count; forked++) {
                if (helpers[forked] == null) {
                    helpers[forked] = new Helper(this);
                }
                helpers[forked].prepare();
                pool.execute(helpers[forked]);
            }
            work();
        } finally {
            settle(forked);
        }
    }

    private void work() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            part(part);
        }
    }

    // No helper may touch an array after the call has returned, normally or not.
    private void settle(int forked) {
        next.set(parts);
        Throwable failure = null;
        for (int i = 0; i < forked; i++) {
            Helper helper = helpers[i];
            if (helper.callOff()) {
                // It still stands in the pool's queue, so it can't be used again.
                helpers[i] = null;
            } else {
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

    private static final class Helper extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1;
        private static final int QUEUED = 0;
        private static final int STARTED = 1;
        private static final int CALLED_OFF = 2;

        private final transient PartRunner runner;
        private final AtomicInteger state = new AtomicInteger();

        Helper(PartRunner runner) {
            this.runner = runner;
        }

        void prepare() {
            reinitialize();
            state.set(QUEUED);
        }

        boolean callOff() {
            return state.compareAndSet(QUEUED, CALLED_OFF);
        }

        @Override
        protected boolean exec() {
            if (state.compareAndSet(QUEUED, STARTED)) {
                runner.work();
            }
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
