package org.lanewise.mlp.cli;

/** How arrays grow: by half, up to the longest that the JVM makes. */
final class Growth {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** The next length above {@code length}. */
    static int of(int length) {
        if (length == LONGEST) {
            throw new OutOfMemoryError("more than " + LONGEST + " numbers");
        }
        return (int) Math.min(LONGEST, (long) length + (length >> 1) + 1);
    }
}
