package org.lanewise.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lanewise.kernels.Parallelism;

class PredictorTest {
    /** 128 columns are streamed for one row, the others packed; 600 rows take three turns. */
    private static final Mlp WIDE = new Mlp(List.of(
            new Dense(37, 128),
            Activation.TANH,
            new Dropout(0.5f),
            new Dense(128, 256),
            new Dropout(0.5f),
            Activation.RELU,
            Activation.SIGMOID,
            new Dense(256, 10)));

    static {
        Initialization.HE_NORMAL.apply(WIDE, 1);
    }

    @Provide
    Arbitrary<Mlp> networks() {
        return Networks.any();
    }

    @Property(tries = 300)
    void theBitsOfAWorkspace(@ForAll("networks") Mlp model, @ForAll @IntRange(min = 1, max = 9) int batch) {
        sameBits(model, batch);
    }

    @Test
    void theBitsOfAWorkspaceOfAWideNetwork() {
        for (int batch : new int[] {1, 2, 5, 6, 7, 64, 255, 256, 257, 600}) {
            sameBits(WIDE, batch);
        }
    }

    private static void sameBits(Mlp model, int batch) {
        float[] input = new float[3 + batch * model.inputWidth()];
        Networks.fill(input, batch, 5);
        Workspace workspace = new Workspace(model, batch, Parallelism.SEQUENTIAL);
        workspace.forward(batch, input, 3);
        int width = model.outputWidth();
        float[] expected = Arrays.copyOf(workspace.output(), batch * width);
        Predictor predictor = new Predictor(model);
        float[] output = new float[2 + batch * width + 1];
        Arrays.fill(output, 99);
        predictor.predict(batch, input, 3, output, 2);
        assertArrayEquals(expected, Arrays.copyOfRange(output, 2, 2 + batch * width));
        assertArrayEquals(new float[] {99, 99, 99}, new float[] {output[0], output[1], output[output.length - 1]});
        // Each row alone.
        float[] alone = new float[batch * width];
        for (int i = 0; i < batch; i++) {
            predictor.predict(1, input, 3 + i * model.inputWidth(), alone, i * width);
        }
        assertArrayEquals(expected, alone);
    }

    @Test
    void laterChangesOfTheModelDoNotReachIt() {
        Mlp model = new Mlp(List.of(new Dense(3, 128), Activation.RELU, new Dense(128, 2)));
        Networks.fill(model.parameters(), 1, 2);
        Predictor predictor = new Predictor(model);
        float[] before = new float[4];
        predictor.predict(1, new float[] {1, 2, 3}, 0, before, 0);
        predictor.predict(1, new float[] {1, 2, 3}, 0, before, 2);
        Arrays.fill(model.parameters(), Float.NaN);
        float[] after = new float[4];
        predictor.predict(2, new float[] {1, 2, 3, 1, 2, 3}, 0, after, 0);
        assertArrayEquals(before, after);
        assertEquals(3, predictor.inputWidth());
        assertEquals(2, predictor.outputWidth());
    }

    /** Many threads at once, with batches of all sizes, some of them helped by a pool. */
    @Test
    void manyThreadsAtOnce() throws Exception {
        Predictor predictor = new Predictor(WIDE);
        float[] input = new float[40 * 37];
        Networks.fill(input, 1, 2);
        float[] expected = new float[40 * 10];
        predictor.predict(40, input, 0, expected, 0);
        ForkJoinPool pool = new ForkJoinPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                Parallelism parallelism = t % 2 == 0 ? Parallelism.SEQUENTIAL : new Parallelism(pool, 3);
                int step = 1 + t;
                runs.add(pool.submit(() -> {
                    for (int repeat = 0; repeat < 20; repeat++) {
                        float[] output = new float[expected.length];
                        for (int i = 0; i < 40; i += step) {
                            predictor.predict(Math.min(step, 40 - i), input, 37 * i, output, 10 * i, parallelism);
                        }
                        assertArrayEquals(expected, output);
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aCallAllocatesNothing() {
        Mlp model = new Mlp(List.of(
                new Dense(20, 128),
                Activation.RELU,
                new Dropout(0.5f),
                new Dense(128, 12),
                Activation.RELU,
                new Dense(12, 3)));
        Initialization.HE_NORMAL.apply(model, 1);
        Predictor predictor = new Predictor(model);
        float[] input = new float[8 * 20];
        float[] output = new float[8 * 3];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Steady state is reached once C2 has compiled everything, at a moment that is not ours to choose. Patience is
        // by the time of the CPU, as others may keep it busy.
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long least = Long.MAX_VALUE;
        long end = system.getProcessCpuTime() + 40_000_000_000L;
        while (least > 0 && system.getProcessCpuTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                predictor.predict(1, input, 0, output, 0);
                predictor.predict(8, input, 0, output, 0);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void badArgumentsAreRefusedAndNothingIsWritten() {
        Predictor predictor = new Predictor(new Mlp(List.of(new Dense(3, 2))));
        float[] output = {7, 7, 7, 7};
        float[] shared = new float[10];
        assertMessage("batch: 0 (expected: >= 1)", () -> predictor.predict(0, new float[3], 0, output, 0));
        assertMessage(
                "input: elements 1 to 6 (expected: within the array's 6)",
                () -> predictor.predict(2, new float[6], 1, output, 0));
        assertMessage(
                "output: elements -1 to 2 (expected: within the array's 4)",
                () -> predictor.predict(2, new float[6], 0, output, -1));
        assertMessage(
                "input: elements 0 to 2147483648 (expected: within the array's 6)",
                () -> predictor.predict(715_827_883, new float[6], 0, output, 0));
        assertMessage(
                "outputOffset: 5 (expected: output apart from input, which spans elements 0 to 5 of the same array)",
                () -> predictor.predict(2, shared, 0, shared, 5));
        predictor.predict(2, shared, 0, shared, 6);
        assertArrayEquals(new float[] {7, 7, 7, 7}, output);
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call::run).getMessage());
    }
}
