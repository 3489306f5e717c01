package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.lanewise.kernels.internal.MaxoutKernels;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/** SIMD ≡ portable, bit for bit: Maxout and its gradient. */
class SameBitsMaxoutTest {
    private static final MaxoutKernels PORTABLE = PortableKernels.SET.maxout();
    private static final MaxoutKernels SIMD = SimdKernels.SET.maxout();

    @Property
    void forward(@ForAll("matrices") MatrixCase units, @ForAll("pieces") int pieces) {
        Bits.assertSame("y", forward("portable", PORTABLE, units, pieces), forward("simd", SIMD, units, pieces));
    }

    @Property
    void backward(@ForAll("matrices") MatrixCase units, @ForAll("pieces") int pieces) {
        Bits.assertSame(
                "gradInput", backward("portable", PORTABLE, units, pieces), backward("simd", SIMD, units, pieces));
    }

    /** The shape of the output. */
    @Provide
    Arbitrary<MatrixCase> matrices() {
        return MatrixCase.any(0);
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 3, 5);
    }

    private static float[] forward(String name, MaxoutKernels kernels, MatrixCase units, int pieces) {
        SplittableRandom random = new SplittableRandom(units.seed());
        int ldx = Math.max(1, pieces * units.columns()) + units.layout().padding();
        Canaries x = Canaries.matrix(
                units.layout().offset(), units.rows(), pieces * units.columns(), ldx, units.numbers(), random);
        Canaries y = units.output(random);
        float[] xArray = x.copy();
        float[] yArray = y.copy();
        kernels.forward(
                units.rows(),
                units.columns(),
                pieces,
                xArray,
                x.offset(),
                ldx,
                yArray,
                y.offset(),
                units.secondLeading());
        x.assertUntouched(name + ": x", xArray);
        y.assertNothingOutsideWritten(name, yArray);
        return yArray;
    }

    private static float[] backward(String name, MaxoutKernels kernels, MatrixCase units, int pieces) {
        SplittableRandom random = new SplittableRandom(units.seed());
        int columns = pieces * units.columns();
        int ldx = Math.max(1, columns) + units.layout().padding();
        boolean inPlace = units.layout().inPlace();
        int ldGradInput = inPlace ? ldx : Math.max(1, columns) + units.layout().secondPadding();
        Canaries x = Canaries.matrix(units.layout().offset(), units.rows(), columns, ldx, units.numbers(), random);
        Canaries gradOutput = units.matrix(random);
        Canaries gradInput = inPlace
                ? x
                : Canaries.matrix(
                        units.layout().secondOffset(), units.rows(), columns, ldGradInput, Numbers.NAN, random);
        float[] xArray = x.copy();
        float[] gradOutputArray = gradOutput.copy();
        float[] gradInputArray = inPlace ? xArray : gradInput.copy();
        kernels.backward(
                units.rows(),
                units.columns(),
                pieces,
                xArray,
                x.offset(),
                ldx,
                gradOutputArray,
                gradOutput.offset(),
                units.leading(),
                gradInputArray,
                gradInput.offset(),
                ldGradInput);
        gradOutput.assertUntouched(name + ": gradOutput", gradOutputArray);
        if (!inPlace) {
            x.assertUntouched(name + ": x", xArray);
        }
        gradInput.assertNothingOutsideWritten(name, gradInputArray);
        return gradInputArray;
    }
}
