/**
 * Behind the public API: {@link org.lanewise.kernels.internal.KernelSet} is the seam; {@code portable} and {@code simd}
 * implement it; {@link org.lanewise.kernels.internal.KernelSets} chooses once. Nothing here checks arguments: the
 * public classes have.
 */
package org.lanewise.kernels.internal;
