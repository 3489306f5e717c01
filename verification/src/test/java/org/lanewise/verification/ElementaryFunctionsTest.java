package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.lanewise.kernels.internal.ActivationKernels;
import org.lanewise.kernels.internal.ElementaryKernels;
import org.lanewise.kernels.internal.elementary.FloatErf;
import org.lanewise.kernels.internal.elementary.FloatExp;
import org.lanewise.kernels.internal.elementary.FloatExpm1;
import org.lanewise.kernels.internal.elementary.FloatLog;
import org.lanewise.kernels.internal.elementary.FloatLog1p;
import org.lanewise.kernels.internal.elementary.FloatSigmoid;
import org.lanewise.kernels.internal.elementary.FloatTanh;
import org.lanewise.kernels.internal.simd.SimdKernels;
import org.lanewise.verification.ElementarySweep.Outcome;
import org.lanewise.verification.ElementarySweep.Subject;

/** Each elementary function against its javadoc, and each vector twin against its scalar one, bit for bit. */
class ElementaryFunctionsTest {
    private static final ElementaryKernels ELEMENTARY = SimdKernels.SET.elementary();
    private static final ActivationKernels ACTIVATIONS = SimdKernels.SET.activations();

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** A prime, so that the strided walk meets every position within a binade; about 4.2 million floats. */
    private static final int STRIDE = 1021;

    /** Floats checked one by one on either side of each threshold. */
    private static final int NEIGHBOURS = 5000;

    /** Here x / ln 2 lies just between two integers, and another way to round it gives another result. */
    private static final float TIE_OF_EXP = -84.85166f;

    static final List<Subject> SUBJECTS = List.of(
            new Subject("exp", FloatExp::exp, ELEMENTARY::exp, ElementaryReference::exp, FloatExp.MAX_ULP)
                    .within(0, INFINITY)
                    .value(0, 1)
                    .value(-0f, 1)
                    .value(INFINITY, INFINITY)
                    .value(-INFINITY, 0)
                    .value(88.72284f, INFINITY)
                    .value(-103.97209f, 0)
                    .value(-100, 3.783506e-44f)
                    .thresholds(
                            -103.97209f,
                            -104,
                            -87.33655f,
                            -87,
                            TIE_OF_EXP,
                            -86,
                            87,
                            88.72283f,
                            89,
                            138,
                            -0.2877f,
                            0.4055f),
            new Subject("tanh", FloatTanh::tanh, ACTIVATIONS::tanh, ElementaryReference::tanh, FloatTanh.MAX_ULP)
                    .odd()
                    .within(-1, 1)
                    .value(0, 0)
                    .value(-0f, -0f)
                    .value(INFINITY, 1)
                    .value(-INFINITY, -1)
                    .value(Float.MIN_VALUE, Float.MIN_VALUE)
                    .value(-1e-40f, -1e-40f)
                    .thresholds(FloatTanh.POLYNOMIAL_BELOW, -FloatTanh.POLYNOMIAL_BELOW, 9.0109f, 9.5f, -9.5f),
            new Subject(
                            "sigmoid",
                            FloatSigmoid::sigmoid,
                            ACTIVATIONS::sigmoid,
                            ElementaryReference::sigmoid,
                            FloatSigmoid.MAX_ULP)
                    .within(0, 1)
                    .value(0, 0.5f)
                    .value(-0f, 0.5f)
                    .value(INFINITY, 1)
                    .value(-INFINITY, 0)
                    .value(-100, 3.783506e-44f)
                    .thresholds(
                            0,
                            -0.3466f,
                            0.3466f,
                            -1.1100621f,
                            FloatSigmoid.MIDDLE,
                            -FloatSigmoid.MIDDLE,
                            17.3287f,
                            -16.6355f,
                            -87,
                            -87.33655f,
                            -103.97209f,
                            104,
                            -104),
            new Subject("expm1", FloatExpm1::expm1, ELEMENTARY::expm1, ElementaryReference::expm1, FloatExpm1.MAX_ULP)
                    .within(-1, INFINITY)
                    .value(0, 0)
                    .value(-0f, -0f)
                    .value(INFINITY, INFINITY)
                    .value(-INFINITY, -1)
                    .value(Float.MIN_VALUE, Float.MIN_VALUE)
                    .value(-1e-40f, -1e-40f)
                    .thresholds(FloatExpm1.TINY, -FloatExpm1.TINY, -18, -17.3287f, 0.3466f, -0.3466f, 88.72283f, 89.1f),
            new Subject("log", FloatLog::log, ELEMENTARY::log, ElementaryReference::log, FloatLog.MAX_ULP)
                    .within(-INFINITY, INFINITY)
                    .value(1, 0)
                    .value(0, -INFINITY)
                    .value(-0f, -INFINITY)
                    .value(INFINITY, INFINITY)
                    .value(-INFINITY, Float.NaN)
                    .value(-1, Float.NaN)
                    .value(-Float.MIN_VALUE, Float.NaN)
                    .thresholds(1, 0.70710677f, 1.4142135f, Float.MIN_NORMAL, Float.MIN_VALUE),
            new Subject("log1p", FloatLog1p::log1p, ELEMENTARY::log1p, ElementaryReference::log1p, FloatLog1p.MAX_ULP)
                    .within(-INFINITY, INFINITY)
                    .value(0, 0)
                    .value(-0f, -0f)
                    .value(-1, -INFINITY)
                    .value(-1.0000001f, Float.NaN)
                    .value(INFINITY, INFINITY)
                    .value(-INFINITY, Float.NaN)
                    .value(Float.MIN_VALUE, Float.MIN_VALUE)
                    .value(-1e-40f, -1e-40f)
                    .thresholds(-1, -0.29289323f, 0.41421354f, FloatLog1p.ONE_IS_LOST),
            new Subject("erf", FloatErf::erf, ELEMENTARY::erf, ElementaryReference::erf, FloatErf.MAX_ULP)
                    .odd()
                    .within(-1, 1)
                    .value(0, 0)
                    .value(-0f, -0f)
                    .value(INFINITY, 1)
                    .value(-INFINITY, -1)
                    .value(Float.MIN_VALUE, Float.MIN_VALUE)
                    .thresholds(FloatErf.POLYNOMIAL_BELOW, -FloatErf.POLYNOMIAL_BELOW, 3.9192059f, 4, -4));

    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void keepsItsContractOnAStrideOverAllFloats(Subject subject, TestReporter reporter) {
        report(subject, reporter, sweep(subject).run(Integer.MIN_VALUE, Integer.MAX_VALUE, STRIDE));
    }

    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void keepsItsContractAroundThresholds(Subject subject) {
        ElementarySweep sweep = sweep(subject);
        for (float threshold : subject.thresholds()) {
            sweep.around(threshold, NEIGHBOURS);
        }
        for (float threshold :
                new float[] {-0f, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1, -1, Float.MAX_VALUE, -Float.MAX_VALUE}) {
            sweep.around(threshold, NEIGHBOURS);
        }
    }

    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void returnsItsSpecialValuesExactly(Subject subject) {
        ElementarySweep sweep = sweep(subject);
        subject.values().forEach(value -> sweep.exactly(value.x(), value.expected()));
        for (int nan : new int[] {0x7fc00000, 0xffc00000, 0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff}) {
            sweep.exactly(Float.intBitsToFloat(nan), Float.NaN);
        }
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void keepsItsContractOnAllFloats(Subject subject, TestReporter reporter) {
        Outcome outcome = sweep(subject).run(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);
        assertEquals(1L << 32, outcome.floats());
        report(subject, reporter, outcome);
    }

    /** Abramowitz and Stegun, table 7.1, and DLMF 7.23: the only reference here that is not the JDK's own. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1.0, 0.8427007929497149",
        "2.0, 0.9953222650189527",
        "3.0, 0.9999779095030014"
    })
    void referenceErfHasThePublishedValues(double x, double published) {
        assertEquals(published, ElementaryReference.erf(x), 1e-15);
        assertEquals(-published, ElementaryReference.erf(-x), 1e-15);
    }

    private static ElementarySweep sweep(Subject subject) {
        return new ElementarySweep(subject);
    }

    private static void report(Subject subject, TestReporter reporter, Outcome outcome) {
        reporter.publishEntry(subject.name(), outcome.toString());
    }
}
