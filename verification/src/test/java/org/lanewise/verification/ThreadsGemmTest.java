package org.lanewise.verification;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Parallelism;
import org.lanewise.kernels.Transpose;
import org.lanewise.kernels.internal.portable.PortableKernels;

/** The bits of a product do not depend on how many threads made it. */
class ThreadsGemmTest {
    private static final List<ForkJoinPool> POOLS =
            List.of(new ForkJoinPool(1), new ForkJoinPool(2), new ForkJoinPool(3), new ForkJoinPool(4));

    @AfterContainer
    static void closePools() {
        POOLS.forEach(ForkJoinPool::close);
    }

    @Property(tries = 150)
    void sameBitsForEveryWidth(
            @ForAll("products") GemmCase product, @ForAll("widths") int width, @ForAll("pools") int pool) {
        Parallelism parallelism = new Parallelism(POOLS.get(pool - 1), width);
        float[] expected = product.run("portable", PortableKernels.SET.gemm());
        float[] actual = product.run(
                "parallel",
                (m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, ldc) ->
                        Gemm.gemm(
                                product.shape().transA() ? Transpose.YES : Transpose.NO,
                                product.shape().transB() ? Transpose.YES : Transpose.NO,
                                m,
                                n,
                                k,
                                alpha,
                                a,
                                aOffset,
                                product.lda(),
                                b,
                                bOffset,
                                product.ldb(),
                                beta,
                                c,
                                cOffset,
                                ldc,
                                parallelism));
        Bits.assertSame("C", expected, actual);
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Arbitraries.of(1, 2, 3, 7, 16);
    }

    @Provide
    Arbitrary<Integer> pools() {
        return Arbitraries.integers().between(1, POOLS.size());
    }

    /** Small ones, which one thread may keep, and ones that are worth cutting: tall, wide, deep. */
    @Provide
    Arbitrary<GemmCase> products() {
        Arbitrary<Boolean> trans = Arbitraries.of(false, true);
        Arbitrary<GemmCase.Shape> shapes = Combinators.combine(
                        Arbitraries.oneOf(
                                Combinators.combine(Sizes.aroundTiles(), Sizes.aroundTiles(), Sizes.aroundTiles())
                                        .as(Tuple::of),
                                Arbitraries.of(
                                        Tuple.of(130, 131, 67),
                                        Tuple.of(1, 700, 300),
                                        Tuple.of(700, 1, 300),
                                        Tuple.of(257, 129, 100),
                                        Tuple.of(65, 515, 140))),
                        trans,
                        trans)
                .as((size, transA, transB) ->
                        new GemmCase.Shape(size.get1(), size.get2(), size.get3(), transA, transB));
        return GemmCase.of(shapes, Arbitraries.of(Numbers.UNIFORM, Numbers.SPECIAL));
    }
}
