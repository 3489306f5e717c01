package org.lanewise.verification;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.kernels.Gemm;
import org.lanewise.kernels.Losses;
import org.lanewise.kernels.Transpose;

/** Matrices whose columns lie side by side in one array: the same bits as in arrays of their own, and inputs untouched. */
class InterleavedMatricesTest {
    @Property(tries = 300)
    void product(
            @ForAll @IntRange(min = 1, max = 40) int m,
            @ForAll @IntRange(min = 1, max = 140) int n,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(max = 3) int gap,
            @ForAll boolean outputFirst,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] b = Numbers.UNIFORM.array(k * n, random);
        int leading = k + n + gap;
        float[] shared = Numbers.UNIFORM.array(m * leading, random);
        int aOffset = outputFirst ? n : 0;
        int cOffset = outputFirst ? 0 : k;
        float[] a = shared.clone();
        float[] expected = shared.clone();
        Gemm.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, aOffset, leading, b, 0, n, 0, expected, cOffset, leading);
        Gemm.gemm(
                Transpose.NO, Transpose.NO, m, n, k, 1, shared, aOffset, leading, b, 0, n, 0, shared, cOffset, leading);
        Bits.assertSame("array", expected, shared);
        int end = aOffset + (m - 1) * leading + k;
        Bits.assertSame("last element of A", a[end - 1], shared[end - 1]);
    }

    @Property(tries = 300)
    void softmax(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 80) int columns,
            @ForAll long seed) {
        int leading = 2 * columns;
        float[] shared = Numbers.UNIFORM.array(rows * leading, new SplittableRandom(seed));
        float[] x = Arrays.copyOf(shared, shared.length);
        float[] expected = Arrays.copyOf(shared, shared.length);
        Losses.softmax(rows, columns, x, 0, leading, expected, columns, leading);
        Losses.softmax(rows, columns, shared, 0, leading, shared, columns, leading);
        Bits.assertSame("array", expected, shared);
    }
}
