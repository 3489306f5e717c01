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
import org.lanewise.kernels.Epilogue;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.PackedMatrix;
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
                (a, b, c) -> Gemm.gemm(
                        transA(product),
                        transB(product),
                        product.shape().m(),
                        product.shape().n(),
                        product.shape().k(),
                        product.alpha(),
                        a,
                        product.layout().aOffset(),
                        product.lda(),
                        b,
                        product.layout().bOffset(),
                        product.ldb(),
                        product.beta(),
                        c,
                        product.layout().cOffset(),
                        product.ldc(),
                        parallelism));
        Bits.assertSame("C", expected, actual);
    }

    @Property(tries = 100)
    void sameBitsOfDenseLayers(
            @ForAll("products") GemmCase product, @ForAll("widths") int width, @ForAll("pools") int pool) {
        Parallelism parallelism = new Parallelism(POOLS.get(pool - 1), width);
        DenseCase layer = new DenseCase(
                new GemmCase(product.shape(), product.layout(), 1, 0, product.numbers(), product.seed()),
                product.beta() != 0,
                DenseCase.Function.TANH);
        float[] expected = layer.run("portable", PortableKernels.SET.gemm());
        float[] actual = layer.run(
                "parallel",
                (a, b, bias, biasOffset, c) -> Gemm.dense(
                        transA(product),
                        transB(product),
                        product.shape().m(),
                        product.shape().n(),
                        product.shape().k(),
                        a,
                        product.layout().aOffset(),
                        product.lda(),
                        b,
                        product.layout().bOffset(),
                        product.ldb(),
                        new Epilogue(bias, biasOffset, layer.function().elementwise()),
                        c,
                        product.layout().cOffset(),
                        product.ldc(),
                        parallelism));
        Bits.assertSame("C", expected, actual);
        float[] packed = layer.run(
                "parallel, packed",
                (a, b, bias, biasOffset, c) -> Gemm.dense(
                        transA(product),
                        product.shape().m(),
                        a,
                        product.layout().aOffset(),
                        product.lda(),
                        PackedMatrix.pack(
                                transB(product),
                                product.shape().k(),
                                product.shape().n(),
                                b,
                                product.layout().bOffset(),
                                product.ldb()),
                        new Epilogue(bias, biasOffset, layer.function().elementwise()),
                        c,
                        product.layout().cOffset(),
                        product.ldc(),
                        parallelism));
        Bits.assertSame("C by a packed B", expected, packed);
    }

    private static Transpose transA(GemmCase product) {
        return product.shape().transA() ? Transpose.YES : Transpose.NO;
    }

    private static Transpose transB(GemmCase product) {
        return product.shape().transB() ? Transpose.YES : Transpose.NO;
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
                                        // Too few rows to cut: parts of columns.
                                        Tuple.of(1, 1030, 700),
                                        Tuple.of(5, 1030, 200),
                                        Tuple.of(12, 515, 140),
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
