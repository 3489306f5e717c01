package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Transpose;
import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** Matrix products against EJML and against integer arithmetic, which share no code with Lanewise. */
class GemmOracleTest {
    private static final List<KernelSet> SETS = List.of(PortableKernels.SET, SimdKernels.SET);

    /** |Ĉ − C| within the bound of {@link ErrorBound#product} in each element, C by EJML in double. */
    @Property(tries = 150)
    void withinTheBoundOfTheProductInDouble(@ForAll("realProducts") GemmCase product) {
        GemmCase.Operands operands = product.operands();
        int m = product.shape().m();
        int n = product.shape().n();
        int k = product.shape().k();
        DMatrixRMaj a = new DMatrixRMaj(m, k);
        DMatrixRMaj b = new DMatrixRMaj(k, n);
        DMatrixRMaj absoluteA = new DMatrixRMaj(m, k);
        DMatrixRMaj absoluteB = new DMatrixRMaj(k, n);
        fill(product, operands, a, b);
        CommonOps_DDRM.abs(a, absoluteA);
        CommonOps_DDRM.abs(b, absoluteB);
        DMatrixRMaj exact = new DMatrixRMaj(m, n);
        DMatrixRMaj magnitude = new DMatrixRMaj(m, n);
        CommonOps_DDRM.mult(a, b, exact);
        CommonOps_DDRM.mult(absoluteA, absoluteB, magnitude);
        for (KernelSet set : SETS) {
            float[] c = product.run(set.name(), set.gemm());
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double start = product.beta() == 0 ? 0 : operands.c().initial()[product.c(i, j)];
                    double expected = product.alpha() * exact.get(i, j) + product.beta() * start;
                    double bound = ErrorBound.product(
                            k, product.alpha(), magnitude.get(i, j), product.beta(), Math.abs(start));
                    double actual = c[product.c(i, j)];
                    // The oracle's own error, in double, is 2²⁹ times smaller than the bound.
                    if (!(Math.abs(actual - expected) <= bound * (1 + 0x1p-20))) {
                        throw new AssertionError(set.name() + ": C[" + i + ", " + j + "] = " + actual + ", exactly "
                                + expected + ", bound " + bound);
                    }
                }
            }
        }
    }

    @Property(tries = 40)
    void longChainsWithinTheBoundOfTheProductInDouble(@ForAll("longChains") GemmCase product) {
        withinTheBoundOfTheProductInDouble(product);
    }

    @Property(tries = 40)
    void longChainsWithinTwiceTheBoundOfEjmlInFloat(@ForAll("longChains") GemmCase product) {
        withinTwiceTheBoundOfEjmlInFloat(product);
    }

    /** EJML's own product in float obeys the same bound, so the two may differ by twice as much. */
    @Property(tries = 150)
    void withinTwiceTheBoundOfEjmlInFloat(@ForAll("plainProducts") GemmCase product) {
        GemmCase.Operands operands = product.operands();
        int m = product.shape().m();
        int n = product.shape().n();
        int k = product.shape().k();
        FMatrixRMaj a = new FMatrixRMaj(m, k);
        FMatrixRMaj b = new FMatrixRMaj(k, n);
        FMatrixRMaj absoluteA = new FMatrixRMaj(m, k);
        FMatrixRMaj absoluteB = new FMatrixRMaj(k, n);
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < k; p++) {
                a.set(i, p, product.a(operands, i, p));
            }
        }
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                b.set(p, j, product.b(operands, p, j));
            }
        }
        CommonOps_FDRM.abs(a, absoluteA);
        CommonOps_FDRM.abs(b, absoluteB);
        FMatrixRMaj peer = new FMatrixRMaj(m, n);
        FMatrixRMaj magnitude = new FMatrixRMaj(m, n);
        CommonOps_FDRM.mult(a, b, peer);
        CommonOps_FDRM.mult(absoluteA, absoluteB, magnitude);
        for (KernelSet set : SETS) {
            float[] c = product.run(set.name(), set.gemm());
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    // The magnitude is a float product too, so it may be too small by a factor 1 − γₖ.
                    double bound = 2 * ErrorBound.product(k, 1, magnitude.get(i, j), 0, 0) * (1 + 2 * k * ErrorBound.U);
                    double difference = Math.abs((double) c[product.c(i, j)] - peer.get(i, j));
                    if (!(difference <= bound)) {
                        throw new AssertionError(set.name() + ": C[" + i + ", " + j + "] = " + c[product.c(i, j)]
                                + ", EJML's " + peer.get(i, j) + ", bound " + bound);
                    }
                }
            }
        }
    }

    /** Integers whose sums stay below 2²⁴ give the exact product. */
    @Property(tries = 300)
    void exactOnIntegers(@ForAll("integerProducts") GemmCase product) {
        GemmCase.Operands operands = product.operands();
        long alpha = (long) product.alpha();
        long beta = (long) product.beta();
        for (KernelSet set : SETS) {
            float[] c = product.run(set.name(), set.gemm());
            for (int i = 0; i < product.shape().m(); i++) {
                for (int j = 0; j < product.shape().n(); j++) {
                    long sum = beta == 0 ? 0 : beta * (long) operands.c().initial()[product.c(i, j)];
                    for (int p = 0; p < product.shape().k(); p++) {
                        sum += alpha * (long) product.a(operands, i, p) * (long) product.b(operands, p, j);
                    }
                    if (c[product.c(i, j)] != sum) {
                        throw new AssertionError(
                                set.name() + ": C[" + i + ", " + j + "] = " + c[product.c(i, j)] + ", exactly " + sum);
                    }
                }
            }
        }
    }

    /** The gradient of {@code Σ G⊙(A·B)}, linear in each element of A: its differences with h = 1 are exact. */
    @Property(tries = 200)
    void backwardIsExactByDifferences(
            @ForAll("integerProducts") GemmCase product, @ForAll @IntRange(max = 1000) int at) {
        int m = product.shape().m();
        int n = product.shape().n();
        int k = product.shape().k();
        SplittableRandom random = new SplittableRandom(product.seed());
        float[] a = Numbers.INTEGERS.array(m * k, random);
        float[] b = Numbers.INTEGERS.array(k * n, random);
        float[] g = Numbers.INTEGERS.array(m * n, random);
        float[] gradA = new float[m * k];
        Gemm.gemm(Transpose.NO, Transpose.YES, m, k, n, 1, g, 0, one(n), b, 0, one(n), 0, gradA, 0, one(k));
        float[] gradB = new float[k * n];
        Gemm.gemm(Transpose.YES, Transpose.NO, k, n, m, 1, a, 0, one(k), g, 0, one(n), 0, gradB, 0, one(n));
        long value = value(m, n, k, a, b, g);
        if (m * k > 0) {
            a[at % (m * k)]++;
            assertEquals(value(m, n, k, a, b, g) - value, gradA[at % (m * k)]);
            a[at % (m * k)]--;
        }
        if (k * n > 0) {
            b[at % (k * n)]++;
            assertEquals(value(m, n, k, a, b, g) - value, gradB[at % (k * n)]);
        }
    }

    private static long value(int m, int n, int k, float[] a, float[] b, float[] g) {
        float[] c = new float[m * n];
        Gemm.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, one(k), b, 0, one(n), 0, c, 0, one(n));
        long sum = 0;
        for (int i = 0; i < c.length; i++) {
            sum += (long) g[i] * (long) c[i];
        }
        return sum;
    }

    private static int one(int width) {
        return Math.max(width, 1);
    }

    @Provide
    Arbitrary<GemmCase> longChains() {
        Arbitrary<Integer> few = Arbitraries.of(1, 2, 5, 7, 9, 17);
        Arbitrary<Integer> depths = Arbitraries.of(1023, 1024, 1025, 2048, 4099, 16_384, 32_771, 65_535, 65_536);
        Arbitrary<Boolean> trans = Arbitraries.of(false, true);
        return GemmCase.of(
                        Combinators.combine(few, few, depths, trans, trans).as(GemmCase.Shape::new),
                        Arbitraries.of(Numbers.UNIFORM, Numbers.WIDE, Numbers.CANCELLING))
                .map(product ->
                        new GemmCase(product.shape(), product.layout(), 1, 0, product.numbers(), product.seed()));
    }

    @Provide
    Arbitrary<GemmCase> realProducts() {
        return GemmCase.of(shapes(), Arbitraries.of(Numbers.UNIFORM, Numbers.WIDE, Numbers.CANCELLING));
    }

    @Provide
    Arbitrary<GemmCase> plainProducts() {
        return realProducts()
                .map(product ->
                        new GemmCase(product.shape(), product.layout(), 1, 0, product.numbers(), product.seed()));
    }

    @Provide
    Arbitrary<GemmCase> integerProducts() {
        Arbitrary<Float> factors = Arbitraries.of(1f, 0f, -1f, 2f, 3f);
        return Combinators.combine(GemmCase.of(shapes(), Arbitraries.just(Numbers.INTEGERS)), factors, factors)
                .as((product, alpha, beta) ->
                        new GemmCase(product.shape(), product.layout(), alpha, beta, Numbers.INTEGERS, product.seed()));
    }

    private static Arbitrary<GemmCase.Shape> shapes() {
        Arbitrary<Boolean> trans = Arbitraries.of(false, true);
        return Combinators.combine(Sizes.aroundTiles(), Sizes.aroundTiles(), Sizes.lengths(), trans, trans)
                .as(GemmCase.Shape::new);
    }

    private static void fill(GemmCase product, GemmCase.Operands operands, DMatrixRMaj a, DMatrixRMaj b) {
        for (int i = 0; i < a.numRows; i++) {
            for (int p = 0; p < a.numCols; p++) {
                a.set(i, p, product.a(operands, i, p));
            }
        }
        for (int p = 0; p < b.numRows; p++) {
            for (int j = 0; j < b.numCols; j++) {
                b.set(p, j, product.b(operands, p, j));
            }
        }
    }
}
