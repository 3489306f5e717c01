/**
 * The portable kernel set: plain Java, one obvious loop per kernel. It is the executable specification (the SIMD set
 * must give the same bits) and serves where {@code jdk.incubator.vector} is not readable.
 */
package org.lanewise.kernels.internal.portable;
