package org.lanewise.jmh.scoreboard;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Parallelism;

/** Lanewise's general product. */
public final class LanewiseContestant implements Contestant {
    private final Parallelism parallelism;

    /**
     * Lanewise on some threads.
     *
     * @param threads how many, at least 1
     */
    public LanewiseContestant(int threads) {
        this.parallelism = threads == 1 ? Parallelism.SEQUENTIAL : Parallelism.of(new ForkJoinPool(threads));
    }

    @Override
    public String name() {
        return "Lanewise";
    }

    @Override
    public Kind kind() {
        return Kind.LANEWISE;
    }

    @Override
    public String description() {
        return "Gemm.gemm, " + parallelism.width() + " thread(s)";
    }

    @Override
    public List<Product> prepare(Operands operands) {
        return List.of(new GemmProduct(operands, parallelism));
    }

    private static final class GemmProduct implements Product {
        private final Shape shape;
        private final float[] a;
        private final float[] b;
        private final float[] c;
        private final Parallelism parallelism;

        GemmProduct(Operands operands, Parallelism parallelism) {
            this.shape = operands.shape();
            this.a = operands.a();
            this.b = operands.b();
            this.c = new float[shape.m() * shape.n()];
            this.parallelism = parallelism;
            Arrays.fill(c, Float.NaN);
        }

        @Override
        public String how() {
            return "gemm";
        }

        @Override
        public void run(int times) {
            for (int i = 0; i < times; i++) {
                Gemm.gemm(
                        shape.transA(),
                        shape.transB(),
                        shape.m(),
                        shape.n(),
                        shape.k(),
                        1,
                        a,
                        0,
                        shape.lda(),
                        b,
                        0,
                        shape.ldb(),
                        0,
                        c,
                        0,
                        shape.n(),
                        parallelism);
            }
        }

        @Override
        public float[] result() {
            return c.clone();
        }

        @Override
        public void close() {}
    }
}
