package org.lanewise.jmh.scoreboard;

/** Times a product. */
record ProductLane(Product product, double operations) implements Lane {
    @Override
    public double seconds(int times) {
        long start = System.nanoTime();
        product.run(times);
        return (System.nanoTime() - start) * 1e-9;
    }
}
