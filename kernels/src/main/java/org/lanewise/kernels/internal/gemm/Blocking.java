package org.lanewise.kernels.internal.gemm;

/**
 * How the loops cut a product, in elements: at most so many, and in equal shares, as a short last block costs its reads
 * and writes of C all the same.
 *
 * @param mc rows of a block of A, which lies in L2: MC × KC
 * @param kc depth of a block; a panel of B, KC × NR, lies in L1 or streams from L2
 * @param nc columns of a block of B, KC × NC, packed, which lies in L3
 */
public record Blocking(int mc, int kc, int nc) {
    /** The rows of each block of m but the last. */
    int rows(int m) {
        return share(m, mc);
    }

    /** The depth of each block of k but the last; the same for all products of that k, packed before or not. */
    int depth(int k) {
        return share(k, kc);
    }

    private static int share(int size, int most) {
        int blocks = (size - 1) / most + 1;
        return (size - 1) / blocks + 1;
    }
}
