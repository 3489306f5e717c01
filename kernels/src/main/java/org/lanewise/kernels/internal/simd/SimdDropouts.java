package org.lanewise.kernels.internal.simd;

import static org.lanewise.kernels.internal.simd.Lanes.CHUNK;
import static org.lanewise.kernels.internal.simd.Lanes.HALF;
import static org.lanewise.kernels.internal.simd.Lanes.L;
import static org.lanewise.kernels.internal.simd.Lanes.V;
import static org.lanewise.kernels.internal.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.kernels.internal.DropoutKernels;
import org.lanewise.kernels.internal.Philox;
import org.lanewise.kernels.internal.portable.PortableDropouts;

/** Dropout and its gradient; what does not fill a group or a vector is done as the portable kernels do it. */
final class SimdDropouts implements DropoutKernels {
    private static final PortableDropouts REST = new PortableDropouts();

    /** Blocks of the generator that are computed together, one a lane. */
    private static final int AT_ONCE = V / 2;

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
                    maskOffset + i);
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
     * Groups of elements, from the block given on. A lane of 64 bits holds one word of one block, in its lower half; the
     * upper half may hold anything, as the factors of a product and the words compared are masked.
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
            int maskOffset) {
        LongVector word = LongVector.broadcast(L, Philox.WORD);
        // C2 multiplies 32 bits by 32, in one instruction, where it sees that both factors are masked.
        LongVector multiplier0 = LongVector.broadcast(L, Philox.MULTIPLIER_0).and(word);
        LongVector multiplier1 = LongVector.broadcast(L, Philox.MULTIPLIER_1).and(word);
        for (int i = 0; i < length; i += GROUP) {
            for (int lane = 0; lane < BLOCKS; lane += AT_ONCE) {
                LongVector block = LongVector.broadcast(L, firstBlock + i / (GROUP / BLOCKS) + lane)
                        .addIndex(1);
                LongVector x0 = block;
                LongVector x1 = block.lanewise(VectorOperators.LSHR, 32);
                LongVector x2 = LongVector.broadcast(L, stream);
                LongVector x3 = LongVector.broadcast(L, stream >>> 32);
                int k0 = (int) seed;
                int k1 = (int) (seed >>> 32);
                for (int round = 0; round < Philox.ROUNDS; round++) {
                    LongVector product0 = x0.and(word).mul(multiplier0);
                    LongVector product1 = x2.and(word).mul(multiplier1);
                    x0 = product1.lanewise(VectorOperators.LSHR, 32)
                            .lanewise(VectorOperators.XOR, x1)
                            .lanewise(VectorOperators.XOR, k0);
                    x2 = product0.lanewise(VectorOperators.LSHR, 32)
                            .lanewise(VectorOperators.XOR, x3)
                            .lanewise(VectorOperators.XOR, k1);
                    x1 = product1;
                    x3 = product0;
                    k0 += Philox.WEYL_0;
                    k1 += Philox.WEYL_1;
                }
                int at = i + lane;
                store(x0.and(word), threshold, scale, x, xOffset + at, y, yOffset + at, mask, maskOffset + at);
                at += BLOCKS;
                store(x1.and(word), threshold, scale, x, xOffset + at, y, yOffset + at, mask, maskOffset + at);
                at += BLOCKS;
                store(x2.and(word), threshold, scale, x, xOffset + at, y, yOffset + at, mask, maskOffset + at);
                at += BLOCKS;
                store(x3.and(word), threshold, scale, x, xOffset + at, y, yOffset + at, mask, maskOffset + at);
            }
        }
    }

    private static void store(
            LongVector words,
            long threshold,
            float scale,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] mask,
            int maskOffset) {
        VectorMask<Float> kept = words.compare(VectorOperators.LT, threshold).cast(HALF);
        FloatVector factors = FloatVector.zero(HALF).blend(scale, kept);
        factors.intoArray(mask, maskOffset);
        FloatVector.fromArray(HALF, x, xOffset).mul(factors).intoArray(y, yOffset);
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
            load(gradOutput, gradOutputOffset + i)
                    .mul(load(mask, maskOffset + i))
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
