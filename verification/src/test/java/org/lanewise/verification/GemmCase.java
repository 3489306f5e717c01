package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.lanewise.kernels.internal.GemmKernels;
import org.lanewise.kernels.internal.gemm.BlockedGemm;
import org.lanewise.kernels.internal.gemm.GemmPath;

/**
 * One product C := alpha·op(A)·op(B) + beta·C: its shape, where the matrices lie, and the seed of what is in them.
 *
 * <p>The paddings are what the leading dimensions have beyond the columns as stored. With beta 0, C is full of NaN.
 */
record GemmCase(Shape shape, Layout layout, float alpha, float beta, Numbers numbers, long seed) {
    record Shape(int m, int n, int k, boolean transA, boolean transB) {}

    record Layout(int aOffset, int aPadding, int bOffset, int bPadding, int cOffset, int cPadding) {}

    /** Shapes around tile edges, and now and then one that crosses the edges of cache blocks. */
    static Arbitrary<GemmCase> any() {
        Arbitrary<Boolean> trans = Arbitraries.of(false, true);
        Arbitrary<Integer> size = Sizes.aroundTiles();
        Arbitrary<Shape> small =
                Combinators.combine(size, size, size, trans, trans).as(Shape::new);
        Arbitrary<Shape> large = Combinators.combine(
                        Arbitraries.of(
                                Tuple.of(1, 1, 1025),
                                Tuple.of(1, 300, 513),
                                Tuple.of(7, 513, 9),
                                Tuple.of(33, 65, 400),
                                Tuple.of(513, 3, 17),
                                Tuple.of(129, 257, 300),
                                // B read in place by several tiles.
                                Tuple.of(13, 128, 40),
                                Tuple.of(24, 80, 33),
                                Tuple.of(48, 48, 17),
                                // Rows of A far apart and many columns: A is copied where that is asked for.
                                Tuple.of(61, 259, 600),
                                Tuple.of(100, 129, 1370)),
                        trans,
                        trans)
                .as((size3, transA, transB) -> new Shape(size3.get1(), size3.get2(), size3.get3(), transA, transB));
        return of(Arbitraries.frequencyOf(Tuple.of(24, small), Tuple.of(1, large)), Arbitraries.of(Numbers.values()));
    }

    /** Any layout and factors for given shapes and numbers. */
    static Arbitrary<GemmCase> of(Arbitrary<Shape> shapes, Arbitrary<Numbers> numbers) {
        Arbitrary<Integer> padding = Arbitraries.of(0, 1, 3, 16);
        Arbitrary<Layout> layouts = Combinators.combine(
                        Sizes.offsets(), padding, Sizes.offsets(), padding, Sizes.offsets(), padding)
                .as(Layout::new);
        Arbitrary<Float> alphas = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(1f)), Tuple.of(1, factors()));
        Arbitrary<Float> betas = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0f)), Tuple.of(1, factors()));
        Arbitrary<Long> seeds = Arbitraries.longs().between(0, 1_000_000);
        return Combinators.combine(shapes, layouts, alphas, betas, numbers, seeds)
                .as(GemmCase::new);
    }

    private static Arbitrary<Float> factors() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(1f, 0f, -1f, 0.5f)),
                Tuple.of(1, Arbitraries.floats().between(-2, 2).ofScale(7)));
    }

    /**
     * Products that take each of the kernels' paths equally often. A path that no product takes fails the property:
     * jqwik gives up looking for one.
     */
    static Arbitrary<GemmCase> ofEachPath(BlockedGemm kernels) {
        return Arbitraries.of(GemmPath.values())
                .filter(kernels::takes)
                .flatMap(path -> any().filter(product -> product.path(kernels) == path));
    }

    private GemmPath path(BlockedGemm kernels) {
        return kernels.path(
                Math.max(shape.m, 1),
                Math.max(shape.n, 1),
                shape.k,
                alpha,
                aColumnStride(),
                bRowStride(),
                bColumnStride(),
                beta);
    }

    int lda() {
        return Math.max(shape.transA ? shape.m : shape.k, 1) + layout.aPadding;
    }

    int ldb() {
        return Math.max(shape.transB ? shape.k : shape.n, 1) + layout.bPadding;
    }

    int ldc() {
        return Math.max(shape.n, 1) + layout.cPadding;
    }

    int aRowStride() {
        return shape.transA ? 1 : lda();
    }

    int aColumnStride() {
        return shape.transA ? lda() : 1;
    }

    int bRowStride() {
        return shape.transB ? 1 : ldb();
    }

    int bColumnStride() {
        return shape.transB ? ldb() : 1;
    }

    /** Fresh operands, the same at each call. */
    Operands operands() {
        SplittableRandom random = new SplittableRandom(seed);
        return new Operands(
                Canaries.matrix(
                        layout.aOffset,
                        shape.transA ? shape.k : shape.m,
                        shape.transA ? shape.m : shape.k,
                        lda(),
                        numbers,
                        random),
                Canaries.matrix(
                        layout.bOffset,
                        shape.transB ? shape.n : shape.k,
                        shape.transB ? shape.k : shape.n,
                        ldb(),
                        numbers,
                        random),
                Canaries.matrix(layout.cOffset, shape.m, shape.n, ldc(), beta == 0 ? Numbers.NAN : numbers, random));
    }

    record Operands(Canaries a, Canaries b, Canaries c) {}

    /** How a product is computed. */
    interface Product {
        void run(float[] a, float[] b, float[] c);
    }

    /** By a kernel set. */
    float[] run(String name, GemmKernels kernels) {
        return run(
                name,
                (a, b, c) -> kernels.gemm(
                        shape.m,
                        shape.n,
                        shape.k,
                        alpha,
                        a,
                        layout.aOffset,
                        aRowStride(),
                        aColumnStride(),
                        b,
                        layout.bOffset,
                        bRowStride(),
                        bColumnStride(),
                        beta,
                        c,
                        layout.cOffset,
                        ldc()));
    }

    /** Runs a product on copies, checks that it wrote C alone, and returns C. */
    float[] run(String name, Product product) {
        Operands operands = operands();
        float[] a = operands.a.copy();
        float[] b = operands.b.copy();
        float[] c = operands.c.copy();
        product.run(a, b, c);
        operands.a.assertUntouched(name + ": A", a);
        operands.b.assertUntouched(name + ": B", b);
        operands.c.assertNothingOutsideWritten(name + ": C", c);
        return c;
    }

    /** op(A)[i, p]. */
    float a(Operands operands, int i, int p) {
        return operands.a.initial()[layout.aOffset + (shape.transA ? p * lda() + i : i * lda() + p)];
    }

    /** op(B)[p, j]. */
    float b(Operands operands, int p, int j) {
        return operands.b.initial()[layout.bOffset + (shape.transB ? j * ldb() + p : p * ldb() + j)];
    }

    /** The index of C[i, j]. */
    int c(int i, int j) {
        return layout.cOffset + i * ldc() + j;
    }
}
