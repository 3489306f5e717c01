package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One call of an elementwise kernel: how long, where the spans lie, which of them are the same elements, a factor (a
 * slope, a rate or a scale), and the seed of what is in them.
 */
record SpanCase(int length, Offsets offsets, Aliasing aliasing, float factor, Numbers numbers, long seed) {
    record Offsets(int first, int second, int output) {}

    /** Which input is the same elements as the output. */
    enum Aliasing {
        NONE,
        FIRST,
        SECOND,
        BOTH
    }

    /** A kernel with one input. */
    interface Unary {
        void run(float[] x, int xOffset, float[] y, int yOffset);
    }

    /** A kernel with two inputs, and perhaps a result beside its output. */
    interface Binary {
        double run(float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset);
    }

    /** Any case whose aliasing is one of those given. */
    static Arbitrary<SpanCase> any(Aliasing... aliasings) {
        return any(Sizes.lengths(), aliasings);
    }

    /** Any case of one of these lengths whose aliasing is one of those given. */
    static Arbitrary<SpanCase> any(Arbitrary<Integer> lengths, Aliasing... aliasings) {
        Arbitrary<Offsets> offsets = Combinators.combine(Sizes.offsets(), Sizes.offsets(), Sizes.offsets())
                .as(Offsets::new);
        Arbitrary<Float> factors = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(1f, 0f, 0.01f, 0.5f)),
                Tuple.of(1, Arbitraries.floats().between(0, 2).ofScale(7)));
        return Combinators.combine(
                        lengths,
                        offsets,
                        Arbitraries.of(aliasings),
                        factors,
                        Arbitraries.of(Numbers.values()),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(SpanCase::new);
    }

    /** Runs both kernels on equal copies, and compares all that they may write. */
    void assertSame(Unary portable, Unary simd) {
        float[] expected = run("portable", portable);
        float[] actual = run("simd", simd);
        Bits.assertSame("output", expected, actual);
    }

    /** Runs both kernels on equal copies, and compares all that they may write, and what they return. */
    void assertSame(Binary portable, Binary simd) {
        double[] returned = new double[2];
        float[] expected = run("portable", portable, returned, 0);
        float[] actual = run("simd", simd, returned, 1);
        Bits.assertSame("output", expected, actual);
        Bits.assertSame("returned", returned[0], returned[1]);
    }

    private float[] run(String name, Unary kernel) {
        SplittableRandom random = new SplittableRandom(seed);
        Canaries x = Canaries.span(offsets.first, length, numbers, random);
        Canaries y = aliasing == Aliasing.NONE ? Canaries.span(offsets.output, length, Numbers.NAN, random) : x;
        float[] xArray = x.copy();
        float[] yArray = x == y ? xArray : y.copy();
        kernel.run(xArray, x.offset(), yArray, y.offset());
        if (x != y) {
            x.assertUntouched(name + ": input", xArray);
        }
        y.assertNothingOutsideWritten(name, yArray);
        return yArray;
    }

    private float[] run(String name, Binary kernel, double[] returned, int index) {
        SplittableRandom random = new SplittableRandom(seed);
        Canaries x = Canaries.span(offsets.first, length, numbers, random);
        Canaries y = aliasing == Aliasing.BOTH ? x : Canaries.span(offsets.second, length, numbers, random);
        Canaries z = aliasing == Aliasing.NONE
                ? Canaries.span(offsets.output, length, Numbers.NAN, random)
                : aliasing == Aliasing.SECOND ? y : x;
        float[] xArray = x.copy();
        float[] yArray = x == y ? xArray : y.copy();
        float[] zArray = z == x ? xArray : z == y ? yArray : z.copy();
        returned[index] = kernel.run(xArray, x.offset(), yArray, y.offset(), zArray, z.offset());
        if (z != x) {
            x.assertUntouched(name + ": first input", xArray);
        }
        if (z != y) {
            y.assertUntouched(name + ": second input", yArray);
        }
        z.assertNothingOutsideWritten(name, zArray);
        return zArray;
    }
}
