package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lanewise.kernels.Elementwise;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.Workspace;

/** Threads that share a model, and pools that are narrow, busy or in which a task fails. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyTest {
    // Enough work for 15 parts.
    private static final int M = 120;
    private static final int N = 256;
    private static final int K = 128;
    private static final float[] A = Numbers.UNIFORM.array(M * K, new SplittableRandom(1));
    private static final float[] B = Numbers.UNIFORM.array(K * N, new SplittableRandom(2));
    private static final Elementwise RELU = Activation.RELU::forward;

    @Test
    void manyThreadsPredictWithOneModel() throws Exception {
        Mlp model = new Mlp(
                List.of(new Dense(64, 200), Activation.TANH, new Dense(200, 130), Activation.RELU, new Dense(130, 10)));
        Initialization.GLOROT_UNIFORM.apply(model, 1);
        int samples = 256;
        float[] inputs = Numbers.UNIFORM.array(samples * 64, new SplittableRandom(3));
        Workspace serial = new Workspace(model, samples, Parallelism.SEQUENTIAL);
        serial.forward(samples, inputs, 0);
        float[] expected = serial.output();
        int threads = 12;
        try (ForkJoinPool pool = new ForkJoinPool(3);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            CountDownLatch start = new CountDownLatch(threads);
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                SplittableRandom random = new SplittableRandom(thread);
                Parallelism parallelism = thread % 2 == 0 ? Parallelism.SEQUENTIAL : new Parallelism(pool, 4);
                callers.add(() -> {
                    Workspace own = new Workspace(model, samples, parallelism);
                    start.countDown();
                    start.await();
                    for (int round = 0; round < 15; round++) {
                        int batch = round % 4 == 0 ? samples : random.nextInt(1, 40);
                        int first = random.nextInt(samples - batch + 1);
                        own.forward(batch, inputs, first * 64);
                        Bits.assertSame(
                                "outputs",
                                Arrays.copyOfRange(expected, first * 10, (first + batch) * 10),
                                Arrays.copyOf(own.output(), batch * 10));
                    }
                    return 15;
                });
            }
            int rounds = 0;
            for (Future<Integer> caller : executor.invokeAll(callers)) {
                rounds += caller.get();
            }
            assertEquals(15 * threads, rounds);
        }
    }

    /**
     * Each thread keeps its packing buffers from product to product. Products of all sizes and paths, alone, shared and
     * in activations of others, on threads of all kinds, some of which fail half-way: each that returns is right.
     */
    @Test
    void manyThreadsMultiplyAtOnce() throws Exception {
        int rounds = 150;
        List<GemmShape> shapes = GemmShape.any(24, new SplittableRandom(5));
        try (ForkJoinPool pool = new ForkJoinPool(3);
                ExecutorService platform = Executors.newFixedThreadPool(6);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 12; caller++) {
                SplittableRandom random = new SplittableRandom(caller);
                Callable<Integer> task = () -> {
                    int right = 0;
                    for (int round = 0; round < rounds; round++) {
                        GemmShape shape = shapes.get(random.nextInt(shapes.size()));
                        GemmShape inner = shapes.get(random.nextInt(shapes.size()));
                        Parallelism parallelism =
                                random.nextBoolean() ? Parallelism.SEQUENTIAL : new Parallelism(pool, 4);
                        boolean fails = random.nextInt(4) == 0;
                        boolean nests = random.nextInt(8) == 0;
                        right += shape.check(parallelism, fails, nests ? inner : null) ? 1 : 0;
                    }
                    return right;
                };
                callers.add((caller % 3 == 0 ? virtual : caller % 3 == 1 ? platform : pool).submit(task));
            }
            int right = 0;
            for (Future<Integer> caller : callers) {
                right += caller.get(100, TimeUnit.SECONDS);
            }
            System.out.println(
                    "ConcurrencyTest: " + right + " products of " + 12 * rounds + ", the others failed as told");
            assertTrue(right > 12 * rounds / 2, "right: " + right);
        }
    }

    @Test
    void poolOfWidthOne() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            Bits.assertSame(
                    "from outside", product(Parallelism.SEQUENTIAL, RELU), product(new Parallelism(pool, 8), RELU));
            float[] inside =
                    pool.submit(() -> product(new Parallelism(pool, 8), RELU)).get(60, TimeUnit.SECONDS);
            Bits.assertSame("from its only worker", product(Parallelism.SEQUENTIAL, RELU), inside);
        }
    }

    /** All workers wait for a latch that opens only when the product is done. */
    @Test
    void saturatedCommonPool() throws Exception {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        CountDownLatch done = new CountDownLatch(1);
        List<ForkJoinTask<?>> blockers = new ArrayList<>();
        CountDownLatch blocked = new CountDownLatch(pool.getParallelism());
        for (int i = 0; i < 2 * pool.getParallelism(); i++) {
            blockers.add(pool.submit(() -> {
                blocked.countDown();
                done.await();
                return null;
            }));
        }
        assertTrue(blocked.await(60, TimeUnit.SECONDS));
        for (int round = 0; round < 3; round++) {
            Bits.assertSame("C", product(Parallelism.SEQUENTIAL, RELU), product(new Parallelism(pool, 6), RELU));
        }
        done.countDown();
        for (ForkJoinTask<?> blocker : blockers) {
            blocker.get(60, TimeUnit.SECONDS);
        }
        Bits.assertSame("free again", product(Parallelism.SEQUENTIAL, RELU), product(new Parallelism(pool, 6), RELU));
    }

    /** Every worker multiplies on the pool that it belongs to. */
    @Test
    void workersThatForkIntoTheirOwnPool() throws Exception {
        float[] expected = product(Parallelism.SEQUENTIAL, RELU);
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            List<ForkJoinTask<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                tasks.add(pool.submit(() -> product(new Parallelism(pool, 5), RELU)));
            }
            for (ForkJoinTask<float[]> task : tasks) {
                Bits.assertSame("C", expected, task.get(60, TimeUnit.SECONDS));
            }
        }
    }

    /** Whatever part fails, on whatever thread, the caller sees it, and the next product is right. */
    @Test
    void anExceptionInOneTask() {
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            Parallelism parallelism = new Parallelism(pool, 4);
            for (int row = 0; row < M; row += 7) {
                int failing = row;
                Error error = new AssertionError("in row " + row);
                Elementwise fails = (length, x, xOffset, y, yOffset) -> {
                    if (xOffset / N == failing) {
                        throw error;
                    }
                };
                assertSame(error, assertThrows(AssertionError.class, () -> product(parallelism, fails)));
                Bits.assertSame("C", product(Parallelism.SEQUENTIAL, RELU), product(parallelism, RELU));
            }
        }
    }

    /** A helper fails while the caller is still at work on its own part. */
    @Test
    void anExceptionOnAnotherThread() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            for (int round = 0; round < 20; round++) {
                Thread caller = Thread.currentThread();
                CountDownLatch failed = new CountDownLatch(1);
                IllegalStateException exception = new IllegalStateException("on purpose");
                Elementwise fails = (length, x, xOffset, y, yOffset) -> {
                    if (Thread.currentThread() != caller) {
                        failed.countDown();
                        throw exception;
                    }
                    awaitQuietly(failed);
                };
                assertSame(
                        exception,
                        assertThrows(IllegalStateException.class, () -> product(new Parallelism(pool, 3), fails)));
                Bits.assertSame("C", product(Parallelism.SEQUENTIAL, RELU), product(new Parallelism(pool, 3), RELU));
            }
        }
    }

    /** Helpers that are still awake, just asleep, or awake in another pool, after products that failed or not. */
    @Test
    void productsAfterPausesOfAllLengths() {
        float[] expected = product(Parallelism.SEQUENTIAL, RELU);
        SplittableRandom random = new SplittableRandom(6);
        IllegalStateException exception = new IllegalStateException("on purpose");
        Elementwise fails = (length, x, xOffset, y, yOffset) -> {
            throw exception;
        };
        try (ForkJoinPool one = new ForkJoinPool(2);
                ForkJoinPool other = new ForkJoinPool(1)) {
            for (int round = 0; round < 2000; round++) {
                Parallelism parallelism = new Parallelism(random.nextInt(5) == 0 ? other : one, random.nextInt(2, 5));
                if (random.nextInt(10) == 0) {
                    assertSame(exception, assertThrows(IllegalStateException.class, () -> product(parallelism, fails)));
                }
                Bits.assertSame("C", expected, product(parallelism, RELU));
                if (random.nextBoolean()) {
                    LockSupport.parkNanos(random.nextInt(250_000));
                }
            }
        }
    }

    /** A helper that came too late stands in the pool's queue still when the next product wants it, or its pool is another. */
    @Test
    void poolsThatAreBusyNowAndThen() throws Exception {
        float[] expected = product(Parallelism.SEQUENTIAL, RELU);
        SplittableRandom random = new SplittableRandom(7);
        try (ForkJoinPool one = new ForkJoinPool(1);
                ForkJoinPool other = new ForkJoinPool(2)) {
            for (int round = 0; round < 200; round++) {
                ForkJoinPool pool = random.nextInt(5) == 0 ? other : one;
                CountDownLatch free = new CountDownLatch(1);
                try {
                    List<ForkJoinTask<?>> blockers = block(pool, free);
                    int products = random.nextInt(2, 12);
                    int last = random.nextInt(products);
                    for (int i = 0; i < products; i++) {
                        if (i == last) {
                            free.countDown();
                        }
                        Bits.assertSame("C", expected, product(new Parallelism(pool, 4), RELU));
                        assertHelpersQueued(3, pool);
                    }
                    for (ForkJoinTask<?> blocker : blockers) {
                        blocker.get(60, TimeUnit.SECONDS);
                    }
                } finally {
                    free.countDown();
                }
            }
        }
    }

    /** The helpers that stand in the queue of the one serve again, whatever the other has done meanwhile. */
    @Test
    void aBlockedPoolAndAFreeOneInTurns() throws Exception {
        float[] expected = product(Parallelism.SEQUENTIAL, RELU);
        SplittableRandom random = new SplittableRandom(8);
        IllegalStateException exception = new IllegalStateException("on purpose");
        Elementwise fails = (length, x, xOffset, y, yOffset) -> {
            throw exception;
        };
        CountDownLatch free = new CountDownLatch(1);
        try (ForkJoinPool blocked = new ForkJoinPool(1);
                ForkJoinPool other = new ForkJoinPool(2)) {
            try {
                block(blocked, free);
                for (int width = 2; width <= 5; width++) {
                    for (int round = 0; round < 50; round++) {
                        ForkJoinPool pool = random.nextBoolean() ? blocked : other;
                        Parallelism parallelism = new Parallelism(pool, width);
                        if (random.nextInt(5) == 0) {
                            assertSame(
                                    exception,
                                    assertThrows(IllegalStateException.class, () -> product(parallelism, fails)));
                        }
                        Bits.assertSame("C", expected, product(parallelism, RELU));
                        parallelism.run(2, part -> product(parallelism, RELU));
                        // Of the runs, and of those within the caller's parts.
                        assertHelpersQueued(2 * (width - 1), blocked);
                    }
                }
            } finally {
                free.countDown();
            }
        }
    }

    /** The caller is a worker of the pool itself, whose tasks are cancelled while a helper is at work. */
    @Test
    void aPoolThatIsShutDownDuringARun() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(3);
        CountDownLatch callerIsDone = new CountDownLatch(1);
        AtomicBoolean hasReturned = new AtomicBoolean();
        AtomicBoolean returnedEarly = new AtomicBoolean();
        CountDownLatch bothAreDone = new CountDownLatch(2);
        pool.execute(() -> {
            Thread caller = Thread.currentThread();
            CountDownLatch helperIsIn = new CountDownLatch(1);
            new Parallelism(pool, 2).run(2, part -> {
                if (Thread.currentThread() == caller) {
                    awaitQuietly(helperIsIn);
                    pool.shutdownNow();
                    callerIsDone.countDown();
                } else {
                    helperIsIn.countDown();
                    // The worker is interrupted, so it can't sleep.
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
                    while (!hasReturned.get() && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    returnedEarly.set(hasReturned.get());
                    bothAreDone.countDown();
                }
            });
            hasReturned.set(true);
            bothAreDone.countDown();
        });
        assertTrue(callerIsDone.await(60, TimeUnit.SECONDS), "no helper came");
        assertTrue(bothAreDone.await(60, TimeUnit.SECONDS), "the call never returned");
        assertFalse(returnedEarly.get(), "returned while a helper was in a part");
    }

    @Test
    void anInterruptedCallerWaitsAndStaysInterrupted() {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            Thread caller = Thread.currentThread();
            for (int round = 0; round < 20; round++) {
                CountDownLatch helperIsIn = new CountDownLatch(1);
                AtomicBoolean isDone = new AtomicBoolean();
                new Parallelism(pool, 2).run(2, part -> {
                    if (Thread.currentThread() == caller) {
                        awaitQuietly(helperIsIn);
                        caller.interrupt();
                    } else {
                        helperIsIn.countDown();
                        LockSupport.parkNanos(3_000_000);
                        isDone.set(true);
                    }
                });
                boolean isInterrupted = Thread.interrupted();
                assertTrue(isDone.get(), "returned while a helper was in a part");
                assertTrue(isInterrupted, "no longer interrupted");
            }
        }
    }

    /** Code in other languages may throw what Java would have declared. */
    @Test
    void aCheckedExceptionOfTheCallersPart() {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            Thread caller = Thread.currentThread();
            for (int round = 0; round < 20; round++) {
                CountDownLatch helperIsIn = new CountDownLatch(1);
                AtomicBoolean isDone = new AtomicBoolean();
                Exception exception = new Exception("on purpose");
                Throwable thrown = assertThrows(
                        CompletionException.class,
                        () -> new Parallelism(pool, 2).run(2, part -> {
                            if (Thread.currentThread() == caller) {
                                awaitQuietly(helperIsIn);
                                ConcurrencyTest.<RuntimeException>sneak(exception);
                            }
                            helperIsIn.countDown();
                            LockSupport.parkNanos(1_000_000);
                            isDone.set(true);
                        }));
                assertTrue(isDone.get(), "returned while a helper was in a part");
                assertSame(exception, thrown.getCause());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception exception) throws E {
        throw (E) exception;
    }

    /** Both fail: the caller's failure is thrown, and names the other's. */
    @Test
    void anExceptionOnEachThread() {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            Thread caller = Thread.currentThread();
            CountDownLatch helperIsIn = new CountDownLatch(1);
            IllegalStateException own = new IllegalStateException("the caller's");
            IllegalStateException others = new IllegalStateException("the helper's");
            Throwable thrown = assertThrows(
                    IllegalStateException.class,
                    () -> new Parallelism(pool, 2).run(2, part -> {
                        if (Thread.currentThread() == caller) {
                            awaitQuietly(helperIsIn);
                            throw own;
                        }
                        helperIsIn.countDown();
                        throw others;
                    }));
            assertSame(own, thrown);
            assertEquals(List.of(others), List.of(thrown.getSuppressed()));
        }
    }

    /** The pool has queued a helper when it finds that it gets no thread; once it has one, the helper must not join in. */
    @Test
    void aPoolWithoutThreads() throws Exception {
        AtomicBoolean refuses = new AtomicBoolean(true);
        IllegalStateException exception = new IllegalStateException("no threads");
        ForkJoinPool.ForkJoinWorkerThreadFactory factory = pool -> {
            if (refuses.get()) {
                throw exception;
            }
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        };
        try (ForkJoinPool pool = new ForkJoinPool(2, factory, null, false);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            assertSame(
                    exception,
                    assertThrows(IllegalStateException.class, () -> product(new Parallelism(pool, 3), RELU)));
            refuses.set(false);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Parallelism.SEQUENTIAL.run(2, part -> {
                threads.add(Thread.currentThread());
                if (part == 0) {
                    // A task that waits for its own end gets a thread, though the helper stands before it.
                    CompletableFuture.runAsync(() -> pool.submit(() -> {}).join(), other)
                            .join();
                    assertTrue(pool.awaitQuiescence(60, TimeUnit.SECONDS));
                }
            });
            assertEquals(Set.of(Thread.currentThread()), threads);
            Bits.assertSame("C", product(Parallelism.SEQUENTIAL, RELU), product(new Parallelism(pool, 3), RELU));
        }
    }

    @Test
    void aPoolThatTakesNoMoreTasks() {
        ForkJoinPool pool = new ForkJoinPool(2);
        pool.shutdown();
        float[] expected = product(Parallelism.SEQUENTIAL, RELU);
        Bits.assertSame("C by the caller alone", expected, product(new Parallelism(pool, 3), RELU));
        Bits.assertSame("C", expected, product(new Parallelism(ForkJoinPool.commonPool(), 3), RELU));
    }

    /** What a thread keeps for its next product does not keep a pool alive. */
    @Test
    void aPoolIsForgotten() {
        WeakReference<ForkJoinPool> pool = usedPool();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (pool.get() != null) {
            assertTrue(System.nanoTime() < deadline, "the pool is kept");
            System.gc();
        }
    }

    private static WeakReference<ForkJoinPool> usedPool() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            product(new Parallelism(pool, 3), RELU);
            return new WeakReference<>(pool);
        }
    }

    /** All its workers wait until they are free. */
    private static List<ForkJoinTask<?>> block(ForkJoinPool pool, CountDownLatch free) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(pool.getParallelism());
        List<ForkJoinTask<?>> blockers = new ArrayList<>();
        for (int i = 0; i < pool.getParallelism(); i++) {
            blockers.add(pool.submit(() -> {
                blocked.countDown();
                free.await();
                return null;
            }));
        }
        assertTrue(blocked.await(60, TimeUnit.SECONDS));
        return blockers;
    }

    private static void assertHelpersQueued(int most, ForkJoinPool pool) {
        int queued = pool.getQueuedSubmissionCount();
        assertTrue(queued <= most, () -> "the same " + most + " helpers, not " + queued);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS), "no helper came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** f(A·B), the activation called for one row or more at a time. */
    private static float[] product(Parallelism parallelism, Elementwise activation) {
        float[] c = new float[M * N];
        Epilogue epilogue = new Epilogue(null, 0, activation);
        Gemm.dense(Transpose.NO, Transpose.NO, M, N, K, A, 0, K, B, 0, N, epilogue, c, 0, N, parallelism);
        return c;
    }
}
