package org.lanewise.kernels.internal;

/** How much work is worth a thread. */
final class ParallelWork {
    /** The least multiply-adds that are, for tests and for machines that wake threads faster. */
    private static final String PROPERTY = "lanewise.parallelWork";

    /**
     * Below this many multiply-adds a part, waking another thread costs more than it saves: on a virtual machine of two
     * Zen 5 cores some 0.1 ms, in which one of them does 10⁷. With 5 · 2²⁰ a training step of 784-512-512-10 at a batch of 32
     * ran at 0.85 of one thread's speed. A helper that is still awake ({@link PartRunner}) would pay from a tenth of this on,
     * but whether it is can't be known before.
     */
    private static final int DEFAULT = 8 << 20;

    private ParallelWork() {}

    /** What the property says, or the default. */
    static long least() {
        String wanted = System.getProperty(PROPERTY, String.valueOf(DEFAULT));
        if (!wanted.matches("[0-9]{1,18}") || Long.parseLong(wanted) < 1) {
            throw new IllegalStateException(PROPERTY + ": " + wanted + " (expected: an integer >= 1)");
        }
        return Long.parseLong(wanted);
    }
}
