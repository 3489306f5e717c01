/**
 * The SIMD kernel set: everything that imports {@code jdk.incubator.vector}. Each kernel performs the operations of its
 * portable twin in the same order for each output, and differs only in which outputs it computes together.
 */
package org.lanewise.kernels.internal.simd;
