/**
 * The loops around the micro-kernels, without SIMD: how a product is cut into blocks and into parts for threads, and
 * how packed operands are laid out.
 */
package org.lanewise.kernels.internal.gemm;
