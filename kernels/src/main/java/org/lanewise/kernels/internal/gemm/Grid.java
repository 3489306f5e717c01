package org.lanewise.kernels.internal.gemm;

/**
 * A cut of C into a grid of parts, each a product of its own. k is never cut: each output stays one chain.
 *
 * @param rowParts parts along m
 * @param columnParts parts along n
 */
record Grid(int rowParts, int columnParts) {
    /** Cuts fall on multiples of these, so that only the last part of a row or column has ragged tiles. */
    static final int ROW_UNIT = 12;

    static final int COLUMN_UNIT = 64;

    /** Below this many multiply-adds a part, waking another thread costs more than it saves. */
    static final long MIN_WORK = 1 << 18;

    /**
     * The cut into at most {@code parts} whose largest part is the smallest; among equals the one with most column
     * parts, as parts in the same columns pack the same block of B once each.
     */
    static Grid of(int m, int n, int k, int parts) {
        long work = (long) m * n * Math.max(1, k);
        int most = (int) Math.min(parts, Math.max(1, work / MIN_WORK));
        Grid best = new Grid(1, 1);
        long bestLargest = Long.MAX_VALUE;
        for (int columnParts = most; columnParts >= 1; columnParts--) {
            Grid grid = new Grid(most / columnParts, columnParts);
            long largest = (long) grid.rows(m) * grid.columns(n);
            if (largest < bestLargest) {
                best = grid;
                bestLargest = largest;
            }
        }
        return best;
    }

    int parts() {
        return rowParts * columnParts;
    }

    /** Rows of all parts but the last along m, which may have fewer or none. */
    int rows(int m) {
        return share(m, rowParts, ROW_UNIT);
    }

    /** Columns of all parts but the last along n, which may have fewer or none. */
    int columns(int n) {
        return share(n, columnParts, COLUMN_UNIT);
    }

    private static int share(int size, int parts, int unit) {
        if (parts == 1) {
            return size;
        }
        int units = (size + unit - 1) / unit;
        return (units + parts - 1) / parts * unit;
    }
}
