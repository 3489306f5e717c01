package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.PreluKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: PReLU with a slope per column, and its gradients. */
class SameBitsPreluTest {
    private static final PreluKernels PORTABLE = PortableKernels.SET.prelu();
    private static final PreluKernels SIMD = SimdKernels.SET.prelu();

    @Property
    void forward(@ForAll("matrices") MatrixCase matrix) {
        Bits.assertSame("y", forward("portable", PORTABLE, matrix), forward("simd", SIMD, matrix));
    }

    @Property
    void backward(@ForAll("matrices") MatrixCase matrix) {
        Bits.assertSame("gradInput", backward("portable", PORTABLE, matrix), backward("simd", SIMD, matrix));
    }

    @Property
    void gradSlopes(@ForAll("matrices") MatrixCase matrix) {
        Bits.assertSame("gradSlopes", gradSlopes("portable", PORTABLE, matrix), gradSlopes("simd", SIMD, matrix));
    }

    @Property
    void sharedGradSlope(@ForAll("spans") SpanCase span) {
        span.assertSame(sharedGradSlope(PORTABLE, span), sharedGradSlope(SIMD, span));
    }

    private static SpanCase.Binary sharedGradSlope(PreluKernels kernels, SpanCase span) {
        return (x, xOffset, g, gOffset, unused, unusedOffset) ->
                kernels.sharedGradSlope(span.length(), x, xOffset, g, gOffset);
    }

    @Provide
    Arbitrary<SpanCase> spans() {
        return SpanCase.any(SpanCase.Aliasing.NONE, SpanCase.Aliasing.BOTH);
    }

    @Provide
    Arbitrary<MatrixCase> matrices() {
        return MatrixCase.any(0);
    }

    private static float[] forward(String name, PreluKernels kernels, MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries slopes = matrix.row(random, matrix.numbers());
        Canaries x = matrix.matrix(random);
        Canaries y = matrix.layout().inPlace() ? x : matrix.output(random);
        float[] slopesArray = slopes.copy();
        float[] xArray = x.copy();
        float[] yArray = x == y ? xArray : y.copy();
        kernels.forward(
                matrix.rows(),
                matrix.columns(),
                slopesArray,
                slopes.offset(),
                xArray,
                x.offset(),
                matrix.leading(),
                yArray,
                y.offset(),
                matrix.secondLeading());
        slopes.assertUntouched(name + ": slopes", slopesArray);
        if (x != y) {
            x.assertUntouched(name + ": x", xArray);
        }
        y.assertNothingOutsideWritten(name, yArray);
        return yArray;
    }

    // In place: the gradient by the input overwrites the one by the output.
    private static float[] backward(String name, PreluKernels kernels, MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries slopes = matrix.row(random, matrix.numbers());
        Canaries gradOutput = matrix.matrix(random);
        Canaries x = matrix.matrix(random);
        Canaries gradInput = matrix.layout().inPlace() ? gradOutput : matrix.output(random);
        float[] slopesArray = slopes.copy();
        float[] xArray = x.copy();
        float[] gradOutputArray = gradOutput.copy();
        float[] gradInputArray = gradInput == gradOutput ? gradOutputArray : gradInput.copy();
        kernels.backward(
                matrix.rows(),
                matrix.columns(),
                slopesArray,
                slopes.offset(),
                xArray,
                x.offset(),
                matrix.leading(),
                gradOutputArray,
                gradOutput.offset(),
                matrix.leading(),
                gradInputArray,
                gradInput.offset(),
                matrix.secondLeading());
        slopes.assertUntouched(name + ": slopes", slopesArray);
        x.assertUntouched(name + ": x", xArray);
        if (gradInput != gradOutput) {
            gradOutput.assertUntouched(name + ": gradOutput", gradOutputArray);
        }
        gradInput.assertNothingOutsideWritten(name, gradInputArray);
        return gradInputArray;
    }

    private static float[] gradSlopes(String name, PreluKernels kernels, MatrixCase matrix) {
        SplittableRandom random = new SplittableRandom(matrix.seed());
        Canaries x = matrix.matrix(random);
        Canaries gradOutput = matrix.matrix(random);
        Canaries gradSlopes = matrix.row(random, Numbers.NAN);
        float[] xArray = x.copy();
        float[] gradOutputArray = gradOutput.copy();
        float[] gradSlopesArray = gradSlopes.copy();
        kernels.gradSlopes(
                matrix.rows(),
                matrix.columns(),
                xArray,
                x.offset(),
                matrix.leading(),
                gradOutputArray,
                gradOutput.offset(),
                matrix.leading(),
                gradSlopesArray,
                gradSlopes.offset());
        x.assertUntouched(name + ": x", xArray);
        gradOutput.assertUntouched(name + ": gradOutput", gradOutputArray);
        gradSlopes.assertNothingOutsideWritten(name, gradSlopesArray);
        return gradSlopesArray;
    }
}
