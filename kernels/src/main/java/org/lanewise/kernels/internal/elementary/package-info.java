/**
 * Elementary functions on one {@code float}, made only of fused multiply-adds, additions, multiplications, divisions
 * and integer operations.
 *
 * <p>They exist because {@link java.lang.Math} and the Vector API's {@code EXP}, {@code TANH}, ... return bits that
 * depend on the platform and on the compile tier. These do not: every operation is exactly specified by IEEE 754, so
 * the interpreter, C1, C2 and every vector width agree. Each class here has a vector twin in {@code internal.simd}
 * ({@code FloatExp}, {@code VectorExp}) that reads the same constants and performs the same operations in the same
 * order; the two return the same bits for every input (NaN payloads excepted). Change both or neither.
 *
 * <p>One class per function: its constants, its {@code MAX_ULP} and its method. An error is given in ulp: units in the
 * last place of a float as large as the exact result, 2<sup>-149</sup> where that is subnormal. {@code MAX_ULP} is the
 * greatest measured error, rounded up; {@code ElementaryFunctionsTest} in {@code verification} asserts it, over all
 * 2<sup>32</sup> floats under the test tag {@code exhaustive}. All functions keep subnormals, are monotone, and return
 * NaN for NaN.
 *
 * <p>Polynomials are minimax, with coefficients that are floats: {@code fpminimax} of <a
 * href="https://www.sollya.org">Sollya</a> 8 at 200 bits, or for {@link
 * org.lanewise.kernels.internal.elementary.FloatErf} a weighted Remez exchange that rounds one coefficient after the
 * other and refits the rest. They are evaluated in pairs of terms (Estrin) where the order does not disturb
 * monotonicity: as many operations as Horner's, in a shorter dependency chain.
 */
package org.lanewise.kernels.internal.elementary;
