package org.lanewise.verification;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One call of a kernel on the rows of a matrix: its shape, where it and a second matrix or a row lie, a scale, and the
 * seed of what is in them.
 */
record MatrixCase(int rows, int columns, Layout layout, float scale, Numbers numbers, long seed) {
    /** Where a first and a second operand lie; whether the second is the same elements as the first. */
    record Layout(int offset, int padding, int secondOffset, int secondPadding, boolean inPlace) {}

    /** Any matrix with at least some columns. */
    static Arbitrary<MatrixCase> any(int minColumns) {
        Arbitrary<Integer> padding = Arbitraries.of(0, 1, 3, 16);
        Arbitrary<Layout> layouts = Combinators.combine(
                        Sizes.offsets(), padding, Sizes.offsets(), padding, Arbitraries.of(false, true))
                .as(Layout::new);
        return Combinators.combine(
                        Arbitraries.of(0, 1, 2, 3, 4, 5, 8, 13, 33),
                        Sizes.lengths().filter(columns -> columns >= minColumns),
                        layouts,
                        Arbitraries.of(1f, 0.5f, 1 / 3f, -0.1f, 0f),
                        Arbitraries.of(Numbers.values()),
                        Arbitraries.longs().between(0, 1_000_000))
                .as(MatrixCase::new);
    }

    int leading() {
        return Math.max(columns, 1) + layout.padding;
    }

    int secondLeading() {
        return layout.inPlace ? leading() : Math.max(columns, 1) + layout.secondPadding;
    }

    /** The first operand. */
    Canaries matrix(SplittableRandom random) {
        return Canaries.matrix(layout.offset, rows, columns, leading(), numbers, random);
    }

    /** The second operand, an output full of NaN. */
    Canaries output(SplittableRandom random) {
        return Canaries.matrix(layout.secondOffset, rows, columns, secondLeading(), Numbers.NAN, random);
    }

    /** The second operand, a row of numbers. */
    Canaries row(SplittableRandom random, Numbers kind) {
        return Canaries.span(layout.secondOffset, columns, kind, random);
    }
}
