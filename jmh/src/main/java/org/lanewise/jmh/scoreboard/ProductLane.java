package org.lanewise.jmh.scoreboard;

/** Times a product. */
record ProductLane(Product product, double work, Clock clock) implements Lane {
    @Override
    public double seconds(int times) {
        long start = clock.nanos();
        product.run(times);
        return (clock.nanos() - start) * 1e-9;
    }
}
