package org.lanewise.verification;

import java.util.SplittableRandom;

/** Kinds of numbers that test data is made of. Simplest first, as jqwik shrinks to the first. */
enum Numbers {
    /** Integers from −4 to 4. */
    INTEGERS {
        @Override
        float next(SplittableRandom random) {
            return random.nextInt(-4, 5);
        }
    },
    /** Uniform in [−1, 1). */
    UNIFORM {
        @Override
        float next(SplittableRandom random) {
            return (random.nextInt(1 << 24) - (1 << 23)) * 0x1p-23f;
        }
    },
    /** Uniform in [−100, 100): where exp and its like saturate. */
    WIDE {
        @Override
        float next(SplittableRandom random) {
            return 100 * UNIFORM.next(random);
        }
    },
    /** Pairs of numbers that nearly cancel: ±1 with some last bits. */
    CANCELLING {
        @Override
        float next(SplittableRandom random) {
            float nearOne = Float.intBitsToFloat(Float.floatToRawIntBits(1) + random.nextInt(-3, 4));
            return random.nextBoolean() ? nearOne : -nearOne;
        }
    },
    /** Any finite number, all exponents alike. */
    ANY_FINITE {
        @Override
        float next(SplittableRandom random) {
            int bits = random.nextInt();
            int exponent = random.nextInt(0, 255);
            return Float.intBitsToFloat((bits & 0x807F_FFFF) | exponent << 23);
        }
    },
    /** Uniform numbers, one in four of them special: ±0, subnormal, the largest, infinite, NaN. */
    SPECIAL {
        @Override
        float next(SplittableRandom random) {
            return random.nextInt(4) == 0 ? SPECIALS[random.nextInt(SPECIALS.length)] : UNIFORM.next(random);
        }
    },
    /** NaN: what must not be read. */
    NAN {
        @Override
        float next(SplittableRandom random) {
            return Float.NaN;
        }
    };

    private static final float[] SPECIALS = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL - Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        1f,
        -1f
    };

    /** The next number. */
    abstract float next(SplittableRandom random);

    /** An array of such numbers. */
    float[] array(int length, SplittableRandom random) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = next(random);
        }
        return array;
    }
}
