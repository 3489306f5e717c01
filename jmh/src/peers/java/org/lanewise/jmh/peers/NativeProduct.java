package org.lanewise.jmh.peers;

import java.lang.foreign.MemorySegment;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Product;
import org.lanewise.jmh.scoreboard.Shape;

/** A product by a C function on native memory. */
abstract class NativeProduct implements Product {
    private final String how;
    private final Shape shape;
    private final NativeOperands operands;

    NativeProduct(String how, Operands operands) {
        this.how = how;
        this.shape = operands.shape();
        this.operands = new NativeOperands(operands);
    }

    /** Calls the function so many times. */
    protected abstract void run(int times, Shape shape, MemorySegment a, MemorySegment b, MemorySegment c)
            throws Throwable;

    @Override
    public final String how() {
        return how;
    }

    @Override
    public final void run(int times) {
        try {
            run(times, shape, operands.a(), operands.b(), operands.c());
        } catch (Throwable e) {
            // Method handles declare all; C throws nothing.
            throw new IllegalStateException(how, e);
        }
    }

    @Override
    public final float[] result() {
        return operands.result();
    }

    @Override
    public void close() {
        operands.free();
    }
}
