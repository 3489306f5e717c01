package org.lanewise.jmh.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.lanewise.jmh.scoreboard.Operands;
import org.lanewise.jmh.scoreboard.Shape;

/** Operands in native memory, on cache lines of 64 bytes. */
final class NativeOperands {
    private static final int CACHE_LINE = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment c;

    NativeOperands(Operands operands) {
        Shape shape = operands.shape();
        float[] nothing = new float[shape.m() * shape.n()];
        Arrays.fill(nothing, Float.NaN);
        a = copy(operands.a());
        b = copy(operands.b());
        c = copy(nothing);
    }

    private MemorySegment copy(float[] values) {
        MemorySegment memory = arena.allocate(values.length * (long) Float.BYTES, CACHE_LINE);
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, values.length);
        return memory;
    }

    MemorySegment a() {
        return bare(a);
    }

    MemorySegment b() {
        return bare(b);
    }

    MemorySegment c() {
        return bare(c);
    }

    float[] result() {
        return c.toArray(ValueLayout.JAVA_FLOAT);
    }

    void free() {
        arena.close();
    }

    // Without a scope, so that a call has no arena to hold open.
    private static MemorySegment bare(MemorySegment memory) {
        return MemorySegment.ofAddress(memory.address());
    }
}
