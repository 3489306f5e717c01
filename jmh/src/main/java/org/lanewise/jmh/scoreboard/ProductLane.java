package org.lanewise.jmh.scoreboard;

/** Times a product. */
record ProductLane(Product product, double work, Clock clock) implements Lane {
    @Override
    public double seconds(int times) {
        if (times > 1) {
            // Wakes the threads, and has the operands where the calls before leave them.
            product.run(1);
        }
        long start = clock.nanos();
        product.run(times);
        return (clock.nanos() - start) * 1e-9;
    }
}
