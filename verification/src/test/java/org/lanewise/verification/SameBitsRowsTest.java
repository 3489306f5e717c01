package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.RowKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: kernels between a matrix and a row. */
class SameBitsRowsTest {
    @Property
    void add(@ForAll("matrices") MatrixCase matrix) {
        Bits.assertSame(
                "x", add("portable", PortableKernels.SET.rows(), matrix), add("simd", SimdKernels.SET.rows(), matrix));
    }

    @Property
    void columnSums(@ForAll("matrices") MatrixCase matrix) {
        Bits.assertSame(
                "sums",
                columnSums("portable", PortableKernels.SET.rows(), matrix),
                columnSums("simd", SimdKernels.SET.rows(), matrix));
    }

    @Provide
    Arbitrary<MatrixCase> matrices() {
        return MatrixCase.any(0);
    }

    private static float[] add(String name, RowKernels kernels, MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries x = matrix.matrix(random);
        Canaries bias = matrix.row(random, matrix.numbers());
        float[] xArray = x.copy();
        float[] biasArray = bias.copy();
        kernels.add(matrix.rows(), matrix.columns(), biasArray, bias.offset(), xArray, x.offset(), matrix.leading());
        bias.assertUntouched(name + ": bias", biasArray);
        x.assertNothingOutsideWritten(name, xArray);
        return xArray;
    }

    private static float[] columnSums(String name, RowKernels kernels, MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries x = matrix.matrix(random);
        Canaries sums = matrix.row(random, Numbers.NAN);
        float[] xArray = x.copy();
        float[] sumsArray = sums.copy();
        kernels.columnSums(
                matrix.rows(), matrix.columns(), xArray, x.offset(), matrix.leading(), sumsArray, sums.offset());
        x.assertUntouched(name + ": x", xArray);
        sums.assertNothingOutsideWritten(name, sumsArray);
        return sumsArray;
    }
}
