package org.lanewise.kernels;

import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.KernelSets;

/**
 * Inverted dropout: in training each element is kept with some probability and then scaled by its inverse, so that its
 * expectation is the element itself and inference does nothing (Srivastava, Hinton, Krizhevsky, Sutskever,
 * Salakhutdinov: Dropout, JMLR 15, 2014, sections 4 and 10).
 *
 * <p>A mask is a pure function of (seed, stream, index): neither vector width, kernel set nor threads change it. Element
 * i, counted from index 0 of the stream, is kept exactly if {@code bits(j) < T} as an unsigned number, with
 * {@code bits} of {@link CounterRandom} and
 *
 * <pre>
 * T = ⌈keep · 2³²⌉                            so the probability is keep, rounded up to a multiple of 2⁻³²
 * j = 4·(16·⌊i/64⌋ + i mod 16) + ⌊(i mod 64)/16⌋
 * </pre>
 *
 * <p>j walks through the 64 numbers of 16 blocks of the generator word by word instead of block by block: so the words
 * that a vector computes together are those of neighbouring elements.
 *
 * <p>All methods run on the calling thread, allocate nothing, and give the same bits everywhere.
 */
public final class Dropouts {
    private Dropouts() {}

    /**
     * {@code mask[i] = 1/keep} where element {@code index + i} is kept, else 0, and {@code y = x · mask}. The factor is
     * {@code 2³²/T}, rounded to float; with keep = 1 it is 1, all are kept and y is x. A dropped element that is
     * negative gives −0, one that is not finite NaN.
     *
     * <p>The mask is written for {@link #backward}: to read it again costs a tenth of making it again.
     *
     * @param length elements, n ≥ 0
     * @param keep the probability of an element to be kept, in (0, 1]
     * @param seed the user's seed
     * @param stream which sequence of the seed
     * @param index the number of the first element in the stream, ≥ 0; numbers stay below 2⁶²
     * @param x inputs, {@code [n]}, read
     * @param xOffset index of the first input
     * @param y outputs, {@code [n]}, overwritten; may be the same elements as x
     * @param yOffset index of the first output
     * @param mask factors, {@code [n]}, overwritten; apart from x and y
     * @param maskOffset index of the first factor
     * @throws IllegalArgumentException if a number is out of its range, an array null, y overlaps x shifted, or the mask
     *     overlaps x or y
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void forward(
            int length,
            float keep,
            long seed,
            long stream,
            long index,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset) {
        Check.size("length", length);
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep: " + keep + " (expected: 0 < keep <= 1)");
        }
        if (index < 0 || index >= 1L << 62) {
            throw new IllegalArgumentException("index: " + index + " (expected: >= 0 and < 2^62)");
        }
        Check.vector("x", x, xOffset, length);
        Check.vector("y", y, yOffset, length);
        Check.vector("mask", mask, maskOffset, length);
        Check.apartOrSame("y", y, yOffset, "x", x, xOffset, length);
        Check.apart("mask", mask, maskOffset, "x", x, xOffset, length);
        Check.apart("mask", mask, maskOffset, "y", y, yOffset, length);
        long threshold = (long) StrictMath.ceil(keep * 0x1p32);
        KernelSets.ACTIVE
                .dropouts()
                .forward(
                        length,
                        threshold,
                        (float) (0x1p32 / threshold),
                        seed,
                        stream,
                        index,
                        x,
                        xOffset,
                        y,
                        yOffset,
                        mask,
                        maskOffset);
    }

    /**
     * {@code gradInput = gradOutput · mask}, each product rounded.
     *
     * @param length elements, n ≥ 0
     * @param mask the factors that {@link #forward} wrote, {@code [n]}, read
     * @param maskOffset index of the first factor
     * @param gradOutput upstream gradient ∂L/∂y, {@code [n]}, read
     * @param gradOutputOffset its first index
     * @param gradInput ∂L/∂x, {@code [n]}, overwritten; may be the same elements as gradOutput or mask
     * @param gradInputOffset its first index
     * @throws IllegalArgumentException if length is negative, an array null, or gradInput overlaps an input shifted
     * @throws IndexOutOfBoundsException if a span does not lie in its array
     */
    public static void backward(
            int length,
            float[] mask,
            int maskOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        Check.size("length", length);
        Check.vector("mask", mask, maskOffset, length);
        Check.vector("gradOutput", gradOutput, gradOutputOffset, length);
        Check.vector("gradInput", gradInput, gradInputOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "mask", mask, maskOffset, length);
        Check.apartOrSame("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
        KernelSets.ACTIVE
                .dropouts()
                .backward(length, mask, maskOffset, gradOutput, gradOutputOffset, gradInput, gradInputOffset);
    }
}
