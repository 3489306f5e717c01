/**
 * Kernels of neural networks on {@code float[]}: static methods that check their arguments once and call the fastest
 * kernel set that the JVM offers.
 *
 * <p><b>Matrices</b> are row-major: an array, an offset (the index of the first element) and a leading dimension
 * ({@code lda}: elements between the starts of two rows). Names and order of arguments are those of BLAS.
 *
 * <p><b>Same bits everywhere.</b> A result does not depend on the number of threads, the vector width, the kernel set
 * or the tier that compiled it. Each output of a matrix product is one chain of fused multiply-adds with k ascending;
 * reductions run in an order that their javadoc gives; elementary functions are our own polynomials. (Which NaN comes
 * out, of the many that there are, is not part of the promise.)
 *
 * <p><b>Errors.</b> Arguments are checked before anything is written: a call that throws leaves every output as it
 * was, but where it is the caller's own code that throws, an activation or a part, in the middle of it. Messages name the argument, its value and what was expected: {@code ldb: 3 (expected: >= n = 4)}.
 *
 * <p><b>Allocation.</b> In steady state no call allocates. Scratch for packing is kept per thread, at most
 * some megabytes, for as long as the thread lives.
 *
 * <p><b>Threads.</b> A call runs on the calling thread alone unless it is given a {@link
 * org.lanewise.kernels.Parallelism}. All methods may be called from any number of threads at once, as long as no two
 * calls write the same elements.
 *
 * <p><b>System properties</b> (read once): {@code lanewise.kernels} = {@code portable} or {@code simd} forces a kernel
 * set; {@code lanewise.vectorBits} = 128, 256 or 512 forces the width of its vectors; {@code lanewise.parallelWork} is the
 * least number of multiply-adds that are worth a thread, 2²³ by default. With another value the first call throws an error
 * whose cause names the property.
 */
package org.lanewise.kernels;
