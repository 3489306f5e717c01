package org.lanewise.jmh;

import java.util.concurrent.TimeUnit;
import org.lanewise.jmh.scoreboard.Contestant;
import org.lanewise.jmh.scoreboard.EjmlContestant;
import org.lanewise.jmh.scoreboard.LanewiseContestant;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Product;
import org.lanewise.jmh.scoreboard.Shape;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The scoreboard's shapes on one thread with JMH's rigour: Lanewise and EJML. The column {@code flop} is GFLOP/s, as
 * in {@link GemmBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmShapesBenchmark {
    /** As {@link Shape#parse} reads it; the shapes of {@link org.lanewise.jmh.scoreboard.ShapeSet}. */
    @Param({
        "16x16x16",
        "33x33x33",
        "64x64x64",
        "100x100x100",
        "128x128x128",
        "200x200x200",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "2048x2048x2048",
        "32x256x784",
        "64x512x784",
        "128x512x512",
        "256x1024x1024",
        "512x128x256",
        "1x256x784",
        "1x1024x1024",
        "4x512x512",
        "8x512x512",
        "16x1024x1024",
        "128x10x256",
        "1024x10x512",
        "512x1x128",
        "784x256x64:TN",
        "1024x1024x32:TN",
        "512x10x128:TN",
        "64x784x256:NT",
        "32x1024x1024:NT",
        "128x512x10:NT",
        "33x77x55",
        "127x129x131"
    })
    public String shape;

    private long operations;
    private Product lanewise;
    private Product ejml;

    /** For JMH. */
    public GemmShapesBenchmark() {}

    /** Makes the operands. */
    @Setup
    public void setUp() {
        Operands operands = Operands.random(Shape.parse(shape));
        operations = operands.shape().operations();
        lanewise = only(new LanewiseContestant(1), operands);
        ejml = only(new EjmlContestant(1), operands);
    }

    private static Product only(Contestant contestant, Operands operands) {
        return contestant.prepare(operands).get(0);
    }

    /** Frees them. */
    @TearDown
    public void tearDown() {
        lanewise.close();
        ejml.close();
    }

    /**
     * Lanewise.
     *
     * @param flops the counter
     */
    @Benchmark
    public void lanewise(GemmBenchmark.Flops flops) {
        flops.flop += operations;
        lanewise.run(1);
    }

    /**
     * EJML's row-major float product, which chooses its own algorithm.
     *
     * @param flops the counter
     */
    @Benchmark
    public void ejml(GemmBenchmark.Flops flops) {
        flops.flop += operations;
        ejml.run(1);
    }
}
