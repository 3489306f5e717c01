package org.lanewise.kernels.internal.gemm;

/**
 * How the loops cut a product, in elements.
 *
 * @param mc rows of a block of A, which lies in L2: MC × KC
 * @param kc depth of a block; a panel of B, KC × NR, lies in L1 or streams from L2
 * @param nc columns of a block of B, KC × NC, packed, which lies in L3
 */
public record Blocking(int mc, int kc, int nc) {}
