package org.lanewise.kernels.internal.gemm;

/**
 * How the loops cut a product, in elements: at most so many, and in equal shares, as a short last block costs its reads
 * and writes of C all the same.
 *
 * @param mc rows of a block of A, which a block of B is multiplied by at a time
 * @param kc depth of a block; a panel of B is KC × NR
 * @param nc columns of a block of B, KC × NC, packed, which lies in L2
 * @param whole elements of A up to which its rows are not cut into blocks, as they fit into L2 beside the block of B; of C these
 *     rows have at most twice as many
 * @param slab elements of A, as they lie in a copy, that stay in L3 while all blocks of B pass
 * @param farApart rows of A that start this many elements apart are copied where it pays
 */
public record Blocking(int mc, int kc, int nc, int whole, int slab, int farApart) {
    /** The rows of each block of so many rows but the last. */
    int rows(int m, int depth) {
        return (long) m * Math.max(depth, nc / 2) <= whole ? m : share(m, mc);
    }

    /** The depth of each block of k but the last; the same for all products of that k, packed before or not. */
    int depth(int k) {
        return share(k, kc);
    }

    /** The rows of each slab of m but the last, where a row of a copy takes so many elements. */
    int slabRows(int m, int lda) {
        return share(m, Math.max(mc, slab / lda));
    }

    private static int share(int size, int most) {
        int blocks = (size - 1) / most + 1;
        return (size - 1) / blocks + 1;
    }
}
