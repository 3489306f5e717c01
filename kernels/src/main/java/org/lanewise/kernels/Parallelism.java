package org.lanewise.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import org.lanewise.kernels.internal.Check;
import org.lanewise.kernels.internal.PartRunner;

/**
 * How many threads a call may use, and whose: a pool of the caller's and a width. Lanewise keeps no pool of its own.
 *
 * <p>The width bounds how many parts a product is cut into; the calling thread works on one of them. It never changes
 * a result: parts choose which outputs are computed together, not how one output is computed.
 *
 * <p>After a product its helpers keep their threads of the pool, and cores, busy for 0.1 ms more, unless other tasks wait in
 * the pool: the next product of the same caller then need not wake them, which takes as long as many products. The caller
 * waits as long for its helpers before it sleeps.
 *
 * <p>A product is shared where each thread gets 2²³ multiply-adds or more (or as many as {@code -Dlanewise.parallelWork} says);
 * where the pool takes no more work, as one that is shut down, the calling thread does all of it.
 *
 * @param pool where the other parts run; may be null if {@code width} is 1
 * @param width the largest number of parts, at least 1
 */
public record Parallelism(ForkJoinPool pool, int width) {
    /** The calling thread alone. */
    public static final Parallelism SEQUENTIAL = new Parallelism(null, 1);

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if {@code width < 1}, or a pool is missing for a width above 1
     */
    public Parallelism {
        if (width < 1) {
            throw new IllegalArgumentException("width: " + width + " (expected: >= 1)");
        }
        if (pool == null && width > 1) {
            throw new IllegalArgumentException("pool: null (expected: a pool, as width = " + width + " > 1)");
        }
    }

    /**
     * As many parts as the pool has threads.
     *
     * @param pool the caller's pool
     * @return the parallelism
     * @throws IllegalArgumentException if the pool is null
     */
    public static Parallelism of(ForkJoinPool pool) {
        return new Parallelism(Check.present("pool", pool), pool.getParallelism());
    }

    /**
     * Runs numbered parts of the caller's own work, as products run theirs: on the calling thread and, where there are several
     * parts and the width allows, on threads of the pool. Returns when all parts are done; what a part throws is thrown here
     * then (of several the caller's own, with the others suppressed), and parts that were not started are left out. Allocates
     * nothing in steady state.
     *
     * @param parts how many parts; none is run where it is 0
     * @param part does a part, given its index from 0 to {@code parts − 1}; called from several threads at once
     * @throws IllegalArgumentException if {@code parts < 0} or the part is null
     */
    public void run(int parts, IntConsumer part) {
        Check.size("parts", parts);
        PartRunner.run(pool, parts, width, Check.present("part", part));
    }
}
