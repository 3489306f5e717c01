package org.lanewise.verification;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import org.lanewise.kernels.Activations;
import org.lanewise.kernels.Bias;
import org.lanewise.kernels.ClassTargets;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.CrossEntropy;
import org.lanewise.kernels.Dropouts;
import org.lanewise.kernels.Elementary;
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Gradients;
import org.lanewise.kernels.Losses;
import org.lanewise.kernels.Maxout;
import org.lanewise.kernels.PackedMatrix;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Penalties;
import org.lanewise.kernels.Penalty;
import org.lanewise.kernels.Prelu;
import org.lanewise.kernels.SmoothRectifiers;
import org.lanewise.kernels.Transpose;
import org.lanewise.kernels.Updates;
import org.lanewise.mlp.Activation;
import org.lanewise.mlp.Adam;
import org.lanewise.mlp.Clipping;
import org.lanewise.mlp.Dense;
import org.lanewise.mlp.Initialization;
import org.lanewise.mlp.Loss;
import org.lanewise.mlp.Mlp;
import org.lanewise.mlp.OptimizerState;
import org.lanewise.mlp.Predictor;
import org.lanewise.mlp.Workspace;

/**
 * A program for a JVM of its own: calls each hot kernel, and a network's step and prediction, until a round of calls
 * allocates nothing, and prints a line {@code name bytes} for each, the bytes of its best round.
 *
 * <p>Vector code allocates until C2 has compiled it, so the first rounds do.
 */
final class AllocationProbe {
    /** An argument: the program has vector code of its own, too. */
    static final String BESIDE_ANOTHER_WIDTH = "beside-another-width";

    private static final int CALLS = 50;
    // Of the CPU, in ns, as others may keep it busy.
    private static final long PATIENCE = 20_000_000_000L;

    private static final int N = 1000;
    private static final int ROWS = 20;
    private static final int COLUMNS = N / ROWS;
    private static final int[] LABELS = new int[ROWS];

    private AllocationProbe() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains(BESIDE_ANOTHER_WIDTH)) {
            OtherWidth.use();
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Map.Entry<String, Runnable> entry : calls().entrySet()) {
            Runnable call = entry.getValue();
            long least = Long.MAX_VALUE;
            long end = system.getProcessCpuTime() + PATIENCE;
            while (least > 0 && system.getProcessCpuTime() < end) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < CALLS; i++) {
                    call.run();
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            System.out.println(entry.getKey() + " " + least);
        }
    }

    private static Map<String, Runnable> calls() {
        float[] x = numbers();
        float[] y = numbers();
        float[] z = numbers();
        float[] w = numbers();
        float[] positive = new float[N];
        Arrays.fill(positive, 0.5f);
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (Transpose a : Transpose.values()) {
            for (Transpose b : Transpose.values()) {
                for (int m : new int[] {1, 5, 60}) {
                    calls.put("gemm-" + m + "-" + a + "-" + b, product(a, b, m));
                }
            }
        }
        ForkJoinPool pool = new ForkJoinPool(2);
        calls.put("gemm-parallel", parallelProduct(pool));
        calls.put("gemm-parallel-in-turns", inTurns(parallelProduct(pool), parallelProduct(blockedPool())));
        calls.put("parallel-with-sleeping-caller", longPart(new Parallelism(pool, 2)));
        calls.put("dense", dense(false));
        calls.put("dense-packed", dense(true));
        calls.put("bias-add", () -> Bias.add(ROWS, COLUMNS, x, 0, y, 0, COLUMNS));
        calls.put("bias-column-sums", () -> Bias.columnSums(ROWS, COLUMNS, x, 0, COLUMNS, y, 0));
        calls.put("sigmoid", () -> Activations.sigmoid(N, x, 0, z, 0));
        calls.put("sigmoid-backward", () -> Activations.sigmoidBackward(N, positive, 0, x, 0, z, 0));
        calls.put("tanh", () -> Activations.tanh(N, x, 0, z, 0));
        calls.put("tanh-backward", () -> Activations.tanhBackward(N, positive, 0, x, 0, z, 0));
        calls.put("relu", () -> Activations.relu(N, x, 0, z, 0));
        calls.put("relu-backward", () -> Activations.reluBackward(N, x, 0, x, 0, z, 0));
        calls.put("leaky-relu", () -> Activations.leakyRelu(N, 0.1f, x, 0, z, 0));
        calls.put("leaky-relu-backward", () -> Activations.leakyReluBackward(N, 0.1f, x, 0, x, 0, z, 0));
        learned(calls, x, y, z, w);
        calls.put("elu", () -> SmoothRectifiers.elu(N, 1, x, 0, z, 0));
        calls.put("elu-backward", () -> SmoothRectifiers.eluBackward(N, 1, x, 0, x, 0, z, 0));
        calls.put("softplus", () -> SmoothRectifiers.softplus(N, x, 0, z, 0));
        calls.put("softplus-backward", () -> SmoothRectifiers.softplusBackward(N, positive, 0, x, 0, z, 0));
        calls.put("silu", () -> SmoothRectifiers.silu(N, x, 0, z, 0));
        calls.put("silu-backward", () -> SmoothRectifiers.siluBackward(N, x, 0, x, 0, z, 0));
        calls.put("gelu", () -> SmoothRectifiers.gelu(N, x, 0, z, 0));
        calls.put("gelu-backward", () -> SmoothRectifiers.geluBackward(N, x, 0, x, 0, z, 0));
        calls.put("exp", () -> Elementary.exp(N, x, 0, z, 0));
        calls.put("expm1", () -> Elementary.expm1(N, x, 0, z, 0));
        calls.put("log", () -> Elementary.log(N, positive, 0, z, 0));
        calls.put("log1p", () -> Elementary.log1p(N, positive, 0, z, 0));
        calls.put("erf", () -> Elementary.erf(N, x, 0, z, 0));
        calls.put("softmax", () -> Losses.softmax(ROWS, COLUMNS, x, 0, COLUMNS, z, 0, COLUMNS));
        calls.put(
                "softmax-cross-entropy",
                () -> Losses.softmaxCrossEntropy(ROWS, COLUMNS, 1, x, 0, COLUMNS, LABELS, 0, z, 0, COLUMNS));
        calls.put("sum-of-squares", () -> Losses.sumOfSquares(N, 1, x, 0, positive, 0, z, 0));
        losses(calls, x, positive, z);
        for (Penalty penalty : List.of(Penalty.NONE, new Penalty(1e-6f, 1e-5f))) {
            updates(calls, penalty.isNone() ? "" : "-penalized", penalty, x, w);
        }
        calls.put("first-non-finite", () -> Updates.firstNonFinite(N, x, 0));
        gradients(calls, x, z);
        calls.put("dropout", () -> Dropouts.forward(N, 0.7f, 1, 2, 3, x, 0, y, 0, z, 0));
        calls.put("dropout-backward", () -> Dropouts.backward(N, positive, 0, x, 0, z, 0));
        CounterRandom random = new CounterRandom(1, 2);
        calls.put("random", () -> {
            for (int i = 0; i < N; i++) {
                z[i] = random.uniform(i);
            }
        });
        networks(calls);
        everyLayer(calls);
        return calls;
    }

    private static void learned(Map<String, Runnable> calls, float[] x, float[] y, float[] z, float[] slopes) {
        calls.put("prelu", () -> Prelu.forward(ROWS, COLUMNS, slopes, 0, x, 0, COLUMNS, z, 0, COLUMNS));
        calls.put(
                "prelu-backward",
                () -> Prelu.backward(ROWS, COLUMNS, slopes, 0, x, 0, COLUMNS, y, 0, COLUMNS, z, 0, COLUMNS));
        calls.put("prelu-slopes", () -> Prelu.gradSlopes(ROWS, COLUMNS, x, 0, COLUMNS, y, 0, COLUMNS, z, 0));
        calls.put("shared-prelu", () -> Prelu.sharedForward(N, 0.1f, x, 0, z, 0));
        calls.put("shared-prelu-backward", () -> Prelu.sharedBackward(N, 0.1f, x, 0, y, 0, z, 0));
        calls.put("shared-prelu-slope", () -> z[0] = Prelu.sharedGradSlope(N, x, 0, y, 0));
        int units = COLUMNS / 2;
        calls.put("maxout", () -> Maxout.forward(ROWS, units, 2, x, 0, COLUMNS, z, 0, units));
        calls.put("maxout-backward", () -> Maxout.backward(ROWS, units, 2, x, 0, COLUMNS, y, 0, units, z, 0, COLUMNS));
    }

    private static void losses(Map<String, Runnable> calls, float[] x, float[] probabilities, float[] z) {
        calls.put("huber", () -> Losses.huber(N, 1, 0.5f, x, 0, probabilities, 0, z, 0));
        calls.put("absolute-error", () -> Losses.absoluteError(N, 1, x, 0, probabilities, 0, z, 0));
        calls.put("binary-cross-entropy", () -> CrossEntropy.binary(N, 1, x, 0, probabilities, 0, z, 0));
        ClassTargets adjustment = new ClassTargets(0.1f, probabilities, 0);
        calls.put(
                "smooth-weighted-labels",
                () -> CrossEntropy.softmax(ROWS, COLUMNS, 1, adjustment, x, 0, COLUMNS, LABELS, 0, z, 0, COLUMNS));
        calls.put(
                "smooth-weighted-probabilities",
                () -> CrossEntropy.softmax(
                        ROWS, COLUMNS, 1, adjustment, x, 0, COLUMNS, probabilities, 0, COLUMNS, z, 0, COLUMNS));
    }

    private static void updates(Map<String, Runnable> calls, String suffix, Penalty penalty, float[] g, float[] w) {
        float[] first = new float[N];
        float[] second = new float[N];
        calls.put("gradient-descent" + suffix, () -> Updates.gradientDescent(N, 1e-9f, penalty, g, 0, w, 0));
        calls.put("momentum" + suffix, () -> Updates.momentum(N, 1e-9f, 0.9f, penalty, g, 0, first, 0, w, 0));
        calls.put("nesterov" + suffix, () -> Updates.nesterov(N, 1e-9f, 0.9f, penalty, g, 0, first, 0, w, 0));
        calls.put("rms-prop" + suffix, () -> Updates.rmsProp(N, 1e-9f, 0.9f, 1e-8f, penalty, g, 0, second, 0, w, 0));
        calls.put(
                "adam" + suffix,
                () -> Updates.adam(N, 10, 1e-9f, 0.9f, 0.999f, 1e-8f, penalty, g, 0, first, 0, second, 0, w, 0));
        calls.put(
                "adam-w" + suffix,
                () -> Updates.adamW(
                        N, 10, 1e-9f, 0.9f, 0.999f, 1e-8f, 0.01f, penalty, g, 0, first, 0, second, 0, w, 0));
    }

    private static void gradients(Map<String, Runnable> calls, float[] weights, float[] z) {
        Penalty penalty = new Penalty(1e-6f, 1e-5f);
        calls.put("penalty", () -> z[0] = (float) Penalties.value(N, penalty, weights, 0));
        calls.put("penalty-gradient", () -> Penalties.addGradient(N, penalty, weights, 0, z, 0));
        calls.put("norm", () -> z[0] = (float) Gradients.norm(N, weights, 0));
        calls.put("clip-by-norm", () -> Gradients.clipByNorm(N, 0.5f, z, 0));
        calls.put("scale", () -> Gradients.scale(N, 0.5f, z, 0));
        calls.put("clip-by-value", () -> Gradients.clipByValue(N, 0.5f, z, 0));
    }

    private static void networks(Map<String, Runnable> calls) {
        Mlp model = new Mlp(
                List.of(new Dense(40, 70), Activation.TANH, new Dense(70, 33), Activation.RELU, new Dense(33, 10)));
        Initialization.GLOROT_UNIFORM.apply(model, 1);
        float[] inputs = Numbers.UNIFORM.array(ROWS * 40, new SplittableRandom(4));
        Workspace alone = new Workspace(model, 1, Parallelism.SEQUENTIAL);
        calls.put("predict-one", () -> {
            alone.forward(1, inputs, 40);
            alone.predicted(0);
        });
        Workspace batch = new Workspace(model, ROWS, Parallelism.SEQUENTIAL);
        calls.put("predict-batch", () -> batch.forward(ROWS, inputs, 0));
        Predictor predictor = new Predictor(model);
        float[] outputs = new float[ROWS * 10];
        calls.put("predictor-one", () -> predictor.predict(1, inputs, 0, outputs, 0));
        calls.put("predictor-batch", () -> predictor.predict(ROWS, inputs, 0, outputs, 0));
        OptimizerState adam = new Adam(1e-6f).newState(model.parameters().length);
        for (Loss loss : List.of(Loss.SUM_OF_SQUARES, Loss.SOFTMAX_CROSS_ENTROPY)) {
            calls.put("training-step-" + loss.name(), () -> {
                batch.forward(ROWS, inputs, 0);
                batch.loss(loss, LABELS, 0);
                batch.backward();
                adam.step(batch.gradients(), model.parameters());
            });
        }
    }

    /** A step of a network of every kind of layer, penalized and clipped. */
    private static void everyLayer(Map<String, Runnable> calls) {
        Mlp model = new Mlp(DigestedNetwork.NARROW.layers());
        Initialization.HE_NORMAL.apply(model, 1);
        float[] inputs = Numbers.UNIFORM.array(ROWS * model.inputWidth(), new SplittableRandom(4));
        Workspace workspace = new Workspace(model, ROWS, Parallelism.SEQUENTIAL);
        OptimizerState adam = new Adam(1e-6f).newState(model, new Penalty(1e-6f, 1e-5f));
        Clipping clipping = new Clipping(0.5f, 2);
        Predictor predictor = new Predictor(model);
        float[] outputs = new float[ROWS * model.outputWidth()];
        calls.put("predictor-of-every-layer", () -> predictor.predict(ROWS, inputs, 0, outputs, 0));
        for (Loss loss : DigestedNetwork.LOSSES) {
            calls.put("step-of-every-layer-" + calls.size() + "-" + loss.name(), () -> {
                workspace.forwardTraining(ROWS, inputs, 0, 1, 2);
                workspace.loss(loss, LABELS, 0);
                workspace.backward();
                clipping.apply(workspace.gradients());
                adam.step(workspace.gradients(), model.parameters());
            });
        }
    }

    /** 60 × 50 at most, k = 40. */
    private static Runnable product(Transpose transA, Transpose transB, int m) {
        int k = 40;
        float[] a = numbers(60 * k);
        float[] b = numbers(k * COLUMNS);
        float[] c = numbers(60 * COLUMNS);
        int lda = transA == Transpose.YES ? m : k;
        int ldb = transB == Transpose.YES ? k : COLUMNS;
        return () -> Gemm.gemm(transA, transB, m, COLUMNS, k, 1, a, 0, lda, b, 0, ldb, 0, c, 0, COLUMNS);
    }

    /** Work for three threads, more than some machines have cores: helpers come too late now and then. */
    private static Runnable parallelProduct(ForkJoinPool pool) {
        int size = 295;
        float[] a = numbers(size * size);
        float[] c = numbers(size * size);
        Parallelism three = new Parallelism(pool, 3);
        return () -> Gemm.gemm(
                Transpose.NO, Transpose.NO, size, size, size, 1, a, 0, size, a, 0, size, 0, c, 0, size, three);
    }

    /** Helpers stay in its queue for good. */
    private static ForkJoinPool blockedPool() {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        pool.submit(() -> {
            blocked.countDown();
            never.await();
            return null;
        });
        try {
            blocked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return pool;
    }

    private static Runnable inTurns(Runnable one, Runnable other) {
        return () -> {
            one.run();
            other.run();
        };
    }

    /** The caller sleeps until a helper is done, which it must wake. */
    private static Runnable longPart(Parallelism two) {
        Thread caller = Thread.currentThread();
        IntConsumer part = index -> {
            long end = System.nanoTime() + (Thread.currentThread() == caller ? 100_000 : 400_000);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        };
        return () -> two.run(2, part);
    }

    private static Runnable dense(boolean packed) {
        int k = 40;
        float[] a = numbers(ROWS * k);
        float[] b = numbers(k * COLUMNS);
        float[] c = numbers(ROWS * COLUMNS);
        Epilogue epilogue = new Epilogue(numbers(COLUMNS), 0, Activation.TANH::forward);
        PackedMatrix packedB = PackedMatrix.pack(Transpose.NO, k, COLUMNS, b, 0, COLUMNS);
        Parallelism alone = Parallelism.SEQUENTIAL;
        return packed
                ? () -> Gemm.dense(Transpose.NO, ROWS, a, 0, k, packedB, epilogue, c, 0, COLUMNS, alone)
                : () -> Gemm.dense(
                        Transpose.NO,
                        Transpose.NO,
                        ROWS,
                        COLUMNS,
                        k,
                        a,
                        0,
                        k,
                        b,
                        0,
                        COLUMNS,
                        epilogue,
                        c,
                        0,
                        COLUMNS,
                        alone);
    }

    private static float[] numbers() {
        return numbers(N);
    }

    private static float[] numbers(int length) {
        return Numbers.UNIFORM.array(length, new SplittableRandom(length));
    }
}
