package org.lanewise.kernels.internal.gemm;

import org.lanewise.kernels.internal.KernelSets;

/**
 * A cut of C into a grid of parts, each a product of its own. k is never cut: each output stays one chain. Mutable, so
 * that a call need not allocate one.
 */
final class Grid {
    /** Cuts along m fall on multiples of this: whole tiles of 6 rows, and of 4. */
    private static final int ROW_UNIT = 12;

    /** Cuts along n fall on multiples of this: whole panels of every width. */
    private static final int COLUMN_UNIT = 64;

    private int rowParts;
    private int columnParts;
    private int rows;
    private int columns;

    /** How many of {@code width} threads the work is worth. */
    static int worthwhileThreads(int m, int n, int k, int width) {
        long work = (long) m * n * Math.max(1, k);
        return (int) Math.min(width, Math.max(1, work / KernelSets.PARALLEL_WORK));
    }

    /**
     * Cuts C into at most {@code most} parts so that the largest is as small as can be; among equals with most column
     * parts, as parts one below the other pack the same columns of B once each (512³ to 2048³ by two threads: with most row
     * parts as fast).
     */
    void cut(int m, int n, int most) {
        long smallest = Long.MAX_VALUE;
        for (int across = most; across >= 1; across--) {
            int down = most / across;
            int partRows = share(m, down, ROW_UNIT);
            int partColumns = share(n, across, COLUMN_UNIT);
            long largest = (long) Math.min(m, partRows) * Math.min(n, partColumns);
            if (largest < smallest) {
                smallest = largest;
                rowParts = down;
                columnParts = across;
                rows = partRows;
                columns = partColumns;
            }
        }
    }

    /** How many parts; the last ones of a row or column may be empty. */
    int parts() {
        return rowParts * columnParts;
    }

    /** The first row of a part. */
    int firstRow(int part) {
        return part / columnParts * rows;
    }

    /** The first column of a part. */
    int firstColumn(int part) {
        return part % columnParts * columns;
    }

    /** Rows of a part that is not the last. */
    int rows() {
        return rows;
    }

    /** Columns of a part that is not the last. */
    int columns() {
        return columns;
    }

    private static int share(int size, int parts, int unit) {
        if (parts == 1) {
            return size;
        }
        int units = (size + unit - 1) / unit;
        return (units + parts - 1) / parts * unit;
    }
}
