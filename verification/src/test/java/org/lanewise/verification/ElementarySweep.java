package org.lanewise.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.lanewise.kernels.Elementwise;

/**
 * Drives one elementary function over a range of floats and checks, at each of them, everything that its javadoc
 * promises: NaN exactly where the reference is NaN, the error bound, the range, monotonicity, oddness, and that the
 * vector twin returns the same bits.
 *
 * <p>The floats are walked in ascending order by <em>rank</em>: rank is an {@code int} whose order is the order of the
 * floats, so {@link Integer#MIN_VALUE} to {@link Integer#MAX_VALUE} visits all 2<sup>32</sup> bit patterns, from the
 * negative NaNs over -Inf, -0, +0 and +Inf to the positive NaNs, each once. A step of 1 makes the check of
 * monotonicity complete; a greater step still compares neighbours of the walk.
 */
final class ElementarySweep {
    /** The scalar function under test. */
    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    /** An input and the exact result promised for it. */
    record Value(float x, float expected) {}

    /**
     * A function and its contract. Every function here ascends.
     *
     * @param reference the same function in double, with an error far below a float's half ulp
     * @param maxUlp the bound its javadoc promises
     * @param isOdd whether f(-x) = -f(x), bit for bit
     * @param min its least value (not NaN)
     * @param max its greatest value (not NaN)
     * @param values results promised exactly
     * @param thresholds where its method changes, so that both sides deserve a closer look
     */
    record Subject(
            String name,
            FloatFunction scalar,
            Elementwise vector,
            DoubleUnaryOperator reference,
            double maxUlp,
            boolean isOdd,
            float min,
            float max,
            List<Value> values,
            List<Float> thresholds) {

        Subject(String name, FloatFunction scalar, Elementwise vector, DoubleUnaryOperator reference, double maxUlp) {
            this(name, scalar, vector, reference, maxUlp, false, Float.NaN, Float.NaN, List.of(), List.of());
        }

        Subject odd() {
            return new Subject(name, scalar, vector, reference, maxUlp, true, min, max, values, thresholds);
        }

        Subject within(float least, float greatest) {
            return new Subject(name, scalar, vector, reference, maxUlp, isOdd, least, greatest, values, thresholds);
        }

        Subject value(float x, float expected) {
            List<Value> more = new ArrayList<>(values);
            more.add(new Value(x, expected));
            return new Subject(name, scalar, vector, reference, maxUlp, isOdd, min, max, List.copyOf(more), thresholds);
        }

        Subject thresholds(float... at) {
            return new Subject(name, scalar, vector, reference, maxUlp, isOdd, min, max, values, boxed(at));
        }

        private static List<Float> boxed(float[] at) {
            List<Float> list = new ArrayList<>();
            for (float x : at) {
                list.add(x);
            }
            return List.copyOf(list);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What a sweep saw: how many floats, and the greatest error in ulp with the first input that has it. */
    record Outcome(long floats, double maxUlp, float worstInput) {
        Outcome merge(Outcome other) {
            long sum = floats + other.floats;
            return other.maxUlp > maxUlp
                    ? new Outcome(sum, other.maxUlp, other.worstInput)
                    : new Outcome(sum, maxUlp, worstInput);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "max %.4f ulp at %s, %,d floats", maxUlp, describe(worstInput), floats);
        }
    }

    private static final int CHUNK = 4096;

    private final Subject subject;
    private final float[] inputs = new float[CHUNK];
    private final float[] vectorOutputs = new float[CHUNK];

    ElementarySweep(Subject subject) {
        this.subject = subject;
    }

    /** The float of a rank: ranks ascend as floats do, and -0 comes just before +0. */
    static float floatOfRank(int rank) {
        return Float.intBitsToFloat(rank >= 0 ? rank : rank ^ Integer.MAX_VALUE);
    }

    /** The inverse of {@link #floatOfRank}. */
    static int rankOf(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    }

    /**
     * Checks every {@code step}-th float from rank {@code first} to rank {@code last}, both inclusive.
     *
     * @throws AssertionError at the first float that breaks the contract
     */
    Outcome run(int first, int last, int step) {
        double worst = 0;
        float worstInput = Float.NaN;
        float previousInput = Float.NaN;
        float previousOutput = Float.NaN;
        long floats = 0;
        for (long start = first; start <= last; start += (long) CHUNK * step) {
            int count = (int) Math.min(CHUNK, (last - start) / step + 1);
            for (int i = 0; i < CHUNK; i++) {
                inputs[i] = floatOfRank((int) (start + (long) Math.min(i, count - 1) * step));
            }
            applyVector();
            for (int i = 0; i < count; i++) {
                float x = inputs[i];
                float y = subject.scalar.apply(x);
                double reference = subject.reference.applyAsDouble(x);
                if (y != y || reference != reference) {
                    require(y != y && reference != reference, "NaN at the same inputs", x, reference, y);
                    require(vectorOutputs[i] != vectorOutputs[i], "vector NaN", x, y, vectorOutputs[i]);
                    continue;
                }
                require(sameBits(y, vectorOutputs[i]), "vector bits = scalar bits", x, y, vectorOutputs[i]);
                double error = Ulp.error(y, reference);
                if (error > worst) {
                    worst = error;
                    worstInput = x;
                    require(error <= subject.maxUlp, "at most " + subject.maxUlp + " ulp", x, reference, y);
                }
                require(subject.min <= y && y <= subject.max, "range", x, reference, y);
                if (y < previousOutput) {
                    require(false, "not below f(" + describe(previousInput) + ")", x, previousOutput, y);
                }
                if (subject.isOdd && x >= 0) {
                    require(sameBits(-y, subject.scalar.apply(-x)), "odd", -x, -y, subject.scalar.apply(-x));
                }
                previousInput = x;
                previousOutput = y;
            }
            floats += count;
        }
        return new Outcome(floats, worst, worstInput);
    }

    /** Checks the floats within {@code ranks} ranks of {@code center}. */
    Outcome around(float center, int ranks) {
        long rank = rankOf(center);
        int first = (int) Math.max(Integer.MIN_VALUE, rank - ranks);
        int last = (int) Math.min(Integer.MAX_VALUE, rank + ranks);
        return run(first, last, 1);
    }

    /** Checks one promised value, bit for bit (NaN for any NaN), in both twins. */
    void exactly(float x, float expected) {
        Arrays.fill(inputs, x);
        applyVector();
        float y = subject.scalar.apply(x);
        require(sameBits(expected, y) || expected != expected && y != y, "scalar special value", x, expected, y);
        for (float v : vectorOutputs) {
            require(sameBits(expected, v) || expected != expected && v != v, "vector special value", x, expected, v);
        }
    }

    private void applyVector() {
        subject.vector.apply(CHUNK, inputs, 0, vectorOutputs, 0);
    }

    private static boolean sameBits(float a, float b) {
        return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
    }

    private void require(boolean holds, String what, float x, double expected, float actual) {
        if (!holds) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s: %s: x = %s: expected %s, actual %s",
                    subject.name,
                    what,
                    describe(x),
                    (float) expected == expected ? describe((float) expected) : Double.toString(expected),
                    describe(actual)));
        }
    }

    private static String describe(float x) {
        return String.format(Locale.ROOT, "%s (0x%08x)", x, Float.floatToRawIntBits(x));
    }
}
