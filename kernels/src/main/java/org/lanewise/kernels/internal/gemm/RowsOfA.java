package org.lanewise.kernels.internal.gemm;

/**
 * Rows of op(A) as the micro-kernels read them, each contiguous: in place, or copied where A is stored transposed or its
 * rows lie too far apart. Kept with its scratch, which holds one copy.
 */
final class RowsOfA {
    /** From this many columns of C on, copying A is little beside the products that read the copy. */
    private static final int COPIED_COLUMNS = 256;

    /**
     * Keeps the rows of a copy one cache line further apart than they are long, as they are often as long as a power of two,
     * and a transposition writes down a column. Zen 5, Aᵀ·B, µs: 128 × 128 × 512 166 → 91, 784 × 512 × 512 2,500 → 2,080.
     */
    private static final int PAD = 16;

    private final TileKernels tiles;
    private final int farApart;
    private float[] copy = new float[0];
    private float[] array;
    private int offset;
    private int lda;

    /** @param farApart rows this many elements apart are copied where it pays */
    RowsOfA(TileKernels tiles, int farApart) {
        this.tiles = tiles;
        this.farApart = farApart;
    }

    /** Elements between the starts of rows in a copy. */
    static int ldaOfCopy(int columns) {
        return columns + PAD;
    }

    /** The array with the rows. */
    float[] array() {
        return array;
    }

    /** The first element of a row. */
    int row(int i) {
        return offset + i * lda;
    }

    /** Elements between the starts of rows. */
    int lda() {
        return lda;
    }

    /** So many rows and columns of op(A), for a product of so many columns. */
    void read(int rows, int columns, float[] a, int aOffset, int aRowStride, int aColumnStride, int n) {
        boolean byRows = aColumnStride == 1;
        if (byRows && (n < COPIED_COLUMNS || aRowStride < farApart)) {
            readInPlace(a, aOffset, aRowStride);
            return;
        }
        lda = ldaOfCopy(columns);
        offset = 0;
        if (copy.length < rows * lda) {
            copy = new float[rows * lda];
        }
        array = copy;
        if (byRows) {
            tiles.copy(rows, columns, a, aOffset, aRowStride, copy, 0, lda);
        } else {
            tiles.transpose(columns, rows, a, aOffset, aColumnStride, copy, 0, lda);
        }
    }

    /** Rows as they stand. */
    void readInPlace(float[] a, int aOffset, int lda) {
        this.array = a;
        this.offset = aOffset;
        this.lda = lda;
    }

    /** Forgets the caller's array. */
    void clear() {
        array = null;
    }
}
