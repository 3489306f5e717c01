package org.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelismTest {
    @Property
    void eachPartRunsOnce(
            @ForAll @IntRange(max = 40) int parts,
            @ForAll @IntRange(min = 1, max = 16) int width,
            @ForAll @IntRange(min = 1, max = 4) int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(parts + 1);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            Parallelism parallelism = new Parallelism(pool, width);
            parallelism.run(parts, runs::incrementAndGet);
            // By helpers that may still be awake, and within a part.
            parallelism.run(2, i -> parallelism.run(parts, runs::incrementAndGet));
        }
        for (int i = 0; i < parts; i++) {
            assertEquals(3, runs.get(i), "runs of part " + i);
        }
        assertEquals(0, runs.get(parts), "runs of a part that is none");
    }

    @Test
    void aPartsExceptionReachesTheCaller() {
        IllegalStateException exception = new IllegalStateException("on purpose");
        IntConsumer fails = i -> {
            throw exception;
        };
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            for (Parallelism parallelism : new Parallelism[] {Parallelism.SEQUENTIAL, new Parallelism(pool, 2)}) {
                for (int parts = 1; parts <= 2; parts++) {
                    int count = parts;
                    Throwable thrown = assertThrows(IllegalStateException.class, () -> parallelism.run(count, fails));
                    assertSame(exception, thrown);
                }
            }
        }
    }

    @Test
    void badArguments() {
        assertEquals(
                "parts: -1 (expected: >= 0)",
                assertThrows(IllegalArgumentException.class, () -> Parallelism.SEQUENTIAL.run(-1, i -> {}))
                        .getMessage());
        assertEquals(
                "part: null (expected: a value)",
                assertThrows(IllegalArgumentException.class, () -> Parallelism.SEQUENTIAL.run(0, null))
                        .getMessage());
        assertEquals(
                "pool: null (expected: a value)",
                assertThrows(IllegalArgumentException.class, () -> Parallelism.of(null))
                        .getMessage());
    }
}
