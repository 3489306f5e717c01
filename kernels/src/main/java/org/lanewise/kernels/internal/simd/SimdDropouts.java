package org.lanewise.kernels.internal.simd;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.F;
import static org.lanewise.kernels.internal.simd.Lanes.FLOATS;
import static org.lanewise.kernels.internal.simd.Lanes.HALF;
import static org.lanewise.kernels.internal.simd.Lanes.HALVES;
import static org.lanewise.kernels.internal.simd.Lanes.L;
import static org.lanewise.kernels.internal.simd.Lanes.LONGS;
import static org.lanewise.kernels.internal.simd.Lanes.V;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import org.lanewise.kernels.internal.DropoutKernels;
import org.lanewise.kernels.internal.Philox;
import org.lanewise.kernels.internal.portable.PortableDropouts;

/** Dropout and its gradient; what does not fill a group or a vector is done as the portable kernels do it. */
final class SimdDropouts implements DropoutKernels {
    private static final PortableDropouts REST = new PortableDropouts();

    /** Blocks of the generator that are computed together, one a lane. */
    private static final int AT_ONCE = V / 2;

    private static final int MOST_BLOCKS = CHUNK / (GROUP / BLOCKS);

    /** The words of the blocks of a chunk. */
    private final ThreadLocal<long[]> ofThread = ThreadLocal.withInitial(() -> new long[4 * MOST_BLOCKS]);

    @Override
    public void forward(
            int length,
            long threshold,
            float scale,
            long seed,
            long stream,
            long index,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset) {
        long[] words = ofThread.get();
        int first = (int) Math.min(length, -index & GROUP - 1);
        int end = first + (length - first) / GROUP * GROUP;
        REST.forward(first, threshold, scale, seed, stream, index, x, xOffset, y, yOffset, mask, maskOffset);
        for (int i = first; i < end; i += CHUNK) {
            forwardChunk(
                    Math.min(CHUNK, end - i),
                    threshold,
                    scale,
                    seed,
                    stream,
                    (index + i) / GROUP * BLOCKS,
                    x,
                    xOffset + i,
                    y,
                    yOffset + i,
                    mask,
                    maskOffset + i,
                    words);
        }
        REST.forward(
                length - end,
                threshold,
                scale,
                seed,
                stream,
                index + end,
                x,
                xOffset + end,
                y,
                yOffset + end,
                mask,
                maskOffset + end);
    }

    /**
     * Groups of elements, from the block given on. The four words of each block stand in an array each, a word in the
     * lower half of a long; the upper half may hold anything, as factors of products and words compared are masked.
     *
     * <p>Passes over the arrays, which stay in L1, with two rounds each (Zen 3, 256 bits: 1.3 ns an element; with the
     * rounds as a loop inside the loop over the blocks 2.1 ns; with all rounds in one loop body 14 ns, as C2 then boxes;
     * Zen 5, 256 bits: 0.79 ns, with five rounds in a pass 0.88; 512 bits: 0.66 and 0.57).
     */
    private static void forwardChunk(
            int length,
            long threshold,
            float scale,
            long seed,
            long stream,
            long firstBlock,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset,
            long[] words) {
        int blocks = length / (GROUP / BLOCKS);
        start(blocks, firstBlock, stream, words);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < Philox.ROUNDS; round += 2) {
            twoRounds(blocks, k0, k1, words);
            k0 += 2 * Philox.WEYL_0;
            k1 += 2 * Philox.WEYL_1;
        }
        for (int word = 0; word < 4; word++) {
            for (int group = 0; group < blocks / BLOCKS; group++) {
                int at = group * GROUP + word * BLOCKS;
                store(
                        words,
                        word * MOST_BLOCKS + group * BLOCKS,
                        threshold,
                        scale,
                        x,
                        xOffset + at,
                        y,
                        yOffset + at,
                        mask,
                        maskOffset + at);
            }
        }
    }

    private static void start(int blocks, long firstBlock, long stream, long[] words) {
        for (int b = 0; b < blocks; b += AT_ONCE) {
            LongVector block =
                    LONGS.cast(LongVector.broadcast(L, firstBlock + b)).addIndex(1);
            LONGS.cast(block).intoArray(words, b);
            LONGS.cast(block.lanewise(LSHR, 32)).intoArray(words, MOST_BLOCKS + b);
        }
        Arrays.fill(words, 2 * MOST_BLOCKS, 2 * MOST_BLOCKS + blocks, stream);
        Arrays.fill(words, 3 * MOST_BLOCKS, 3 * MOST_BLOCKS + blocks, stream >>> 32);
    }

    private static void twoRounds(int blocks, int key0, int key1, long[] words) {
        LongVector word = LONGS.cast(LongVector.broadcast(L, Philox.WORD));
        // C2 multiplies 32 bits by 32, in one instruction, where it sees that both factors are masked.
        LongVector multiplier0 =
                LONGS.cast(LongVector.broadcast(L, Philox.MULTIPLIER_0)).and(word);
        LongVector multiplier1 =
                LONGS.cast(LongVector.broadcast(L, Philox.MULTIPLIER_1)).and(word);
        for (int b = 0; b < blocks; b += AT_ONCE) {
            LongVector x0 = LONGS.cast(LongVector.fromArray(L, words, b));
            LongVector x1 = LONGS.cast(LongVector.fromArray(L, words, MOST_BLOCKS + b));
            LongVector x2 = LONGS.cast(LongVector.fromArray(L, words, 2 * MOST_BLOCKS + b));
            LongVector x3 = LONGS.cast(LongVector.fromArray(L, words, 3 * MOST_BLOCKS + b));
            // The lower halves of the products are the next x3 and x1. The mixing is written out four times, as in
            // a large caller C2 would not inline a method of ours, and box: see VectorLog1p.ofUnit.
            LongVector p3 = x0.and(word).mul(multiplier0);
            LongVector p1 = x2.and(word).mul(multiplier1);
            LongVector p0 = p1.lanewise(LSHR, 32).lanewise(XOR, x1).lanewise(XOR, key0);
            LongVector p2 = p3.lanewise(LSHR, 32).lanewise(XOR, x3).lanewise(XOR, key1);
            LongVector q3 = p0.and(word).mul(multiplier0);
            LongVector q1 = p2.and(word).mul(multiplier1);
            LONGS.cast(q1.lanewise(LSHR, 32).lanewise(XOR, p1).lanewise(XOR, key0 + Philox.WEYL_0))
                    .intoArray(words, b);
            LONGS.cast(q1).intoArray(words, MOST_BLOCKS + b);
            LONGS.cast(q3.lanewise(LSHR, 32).lanewise(XOR, p3).lanewise(XOR, key1 + Philox.WEYL_1))
                    .intoArray(words, 2 * MOST_BLOCKS + b);
            LONGS.cast(q3).intoArray(words, 3 * MOST_BLOCKS + b);
        }
    }

    /** The elements whose words follow each other. */
    private static void store(
            long[] words,
            int firstWord,
            long threshold,
            float scale,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset) {
        for (int i = 0; i < BLOCKS; i += AT_ONCE) {
            VectorMask<Float> kept = LONGS.cast(LongVector.fromArray(L, words, firstWord + i))
                    .and(Philox.WORD)
                    .compare(LT, threshold)
                    .cast(HALF);
            FloatVector factors = HALVES.cast(FloatVector.zero(HALF)).blend(scale, kept);
            HALVES.cast(factors).intoArray(mask, maskOffset + i);
            HALVES.cast(HALVES.cast(fromArray(HALF, x, xOffset + i)).mul(factors))
                    .intoArray(y, yOffset + i);
        }
    }

    @Override
    public void backward(
            int length,
            float[] mask,
            int maskOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        for (int i = 0; i < length; i += CHUNK) {
            backwardChunk(
                    Math.min(CHUNK, length - i),
                    mask,
                    maskOffset + i,
                    gradOutput,
                    gradOutputOffset + i,
                    gradInput,
                    gradInputOffset + i);
        }
    }

    private static void backwardChunk(
            int length,
            float[] mask,
            int maskOffset,
            float[] gradOutput,
            int gradOutputOffset,
            float[] gradInput,
            int gradInputOffset) {
        int end = Lanes.F.loopBound(length);
        for (int i = 0; i < end; i += V) {
            FLOATS.cast(FLOATS.cast(fromArray(F, gradOutput, gradOutputOffset + i))
                            .mul(fromArray(F, mask, maskOffset + i)))
                    .intoArray(gradInput, gradInputOffset + i);
        }
        REST.backward(
                length - end,
                mask,
                maskOffset + end,
                gradOutput,
                gradOutputOffset + end,
                gradInput,
                gradInputOffset + end);
    }
}
