/**
 * Elementary functions of one float, made of fma, multiplication, addition, division and integer operations alone, so
 * that their bits are the same in every vector width, tier and platform. The SIMD twins perform the same operations.
 */
package org.lanewise.kernels.internal.elementary;
