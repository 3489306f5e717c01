package org.lanewise.jmh;

import java.util.concurrent.TimeUnit;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.lanewise.jmh.scoreboard.FmaPeak;
import org.lanewise.kernels.CounterRandom;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Transpose;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Square products on one thread: Lanewise, EJML and the FMA peak. The column {@code flop} counts floating-point
 * operations per nanosecond: GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {
    private static final int PEAK_ROUNDS = 10_000;

    /** Rows and columns. */
    @Param({"64", "256", "1024"})
    public int size;

    private float[] a;
    private float[] b;
    private float[] c;
    private FMatrixRMaj ejmlA;
    private FMatrixRMaj ejmlB;
    private FMatrixRMaj ejmlC;

    /** For JMH. */
    public GemmBenchmark() {}

    /** Counts the floating-point operations of a benchmark. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Flops {
        /** Operations so far in this iteration. */
        public double flop;

        /** For JMH. */
        public Flops() {}

        /** Starts an iteration. */
        @Setup(org.openjdk.jmh.annotations.Level.Iteration)
        public void reset() {
            flop = 0;
        }
    }

    /** Makes operands of random numbers in [0, 1). */
    @Setup
    public void setUp() {
        CounterRandom random = new CounterRandom(1, 0);
        a = new float[size * size];
        b = new float[size * size];
        c = new float[size * size];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.uniform(2L * i);
            b[i] = random.uniform(2L * i + 1);
        }
        ejmlA = new FMatrixRMaj(size, size, true, a);
        ejmlB = new FMatrixRMaj(size, size, true, b);
        ejmlC = new FMatrixRMaj(size, size);
    }

    /**
     * Lanewise.
     *
     * @param flops the counter
     * @return the product
     */
    @Benchmark
    public float[] lanewise(Flops flops) {
        flops.flop += 2.0 * size * size * size;
        Gemm.gemm(Transpose.NO, Transpose.NO, size, size, size, 1, a, 0, size, b, 0, size, 0, c, 0, size);
        return c;
    }

    /**
     * EJML's row-major float product, which chooses its own algorithm.
     *
     * @param flops the counter
     * @return the product
     */
    @Benchmark
    public FMatrixRMaj ejml(Flops flops) {
        flops.flop += 2.0 * size * size * size;
        CommonOps_FDRM.mult(ejmlA, ejmlB, ejmlC);
        return ejmlC;
    }

    /**
     * The FMA peak, the same for every size.
     *
     * @param flops the counter
     * @return a value that depends on all of the work
     */
    @Benchmark
    public float fmaPeak(Flops flops) {
        flops.flop += FmaPeak.operations(PEAK_ROUNDS);
        return FmaPeak.run(PEAK_ROUNDS);
    }
}
