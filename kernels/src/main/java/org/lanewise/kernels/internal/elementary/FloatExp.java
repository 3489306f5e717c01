package org.lanewise.kernels.internal.elementary;

/**
 * e<sup>x</sup>.
 *
 * <p><b>Method.</b> x = n ln 2 + r with an integer n, then e<sup>x</sup> = 2<sup>n</sup> (1 + s) with
 * s = r + r<sup>2</sup> q(r), q of degree 4.
 * <ul>
 *   <li>n is rounded by adding and subtracting 1.5 &middot; 2<sup>23</sup>; the sum's low bits are n itself.
 *   <li>n ln 2 is subtracted in two parts, the first without error. The rounding is shifted by {@link #SHIFT}, so that
 *       r is in [-0.288, 0.406] and s in [-0.25, 0.5] instead of [-0.29, 0.41]: where 1 + s is below 1 its ulp is half
 *       as large, and keeping |s| below 0.25 there halves the weight of the rounding of s. Without the shift the error
 *       is 1.009 ulp.
 *   <li>2<sup>n</sup> is applied as two factors of about 2<sup>n/2</sup>: neither overflows, the product with the
 *       first is exact, and the second rounds once, also to a subnormal.
 *   <li>q: {@code fpminimax(exp(x), [|2,...,6|], [|SG...|], [-0.2885; 0.4063], relative, 1+x)}, error
 *       2<sup>-28.3</sup>.
 * </ul>
 * From above, n is clamped rather than x: one integer minimum instead of a comparison and a blend. A huge x then leaves
 * a huge r, whose s is huge or +Inf, as it should be. The ending fma(r, 1 + r q(r), 1) would save a multiplication but
 * is not monotone.
 *
 * <p><b>Special values.</b> exp(&plusmn;0) = 1, exp(-Inf) = 0, exp(Inf) = Inf, exp(NaN) = NaN. From 88.72284 up
 * Inf, from -103.97209 down 0; results between 0 and {@link Float#MIN_NORMAL} are subnormals. Monotone.
 *
 * <p><b>Accuracy.</b> At most {@value #MAX_ULP} ulp.
 */
public final class FloatExp {
    /** The greatest error over all floats; measured: 0.9689 at 81.50367. */
    public static final double MAX_ULP = 0.97;

    /** Below this the result rounds to 0; going on with this argument instead of a smaller one gives that 0. */
    public static final float MIN_ARGUMENT = -104f;

    public static final float LOG2_E = 0x1.715476p0f;

    /** Moves the interval of the remainder from +-ln(2)/2 up to [ln 0.75, ln 1.5]. */
    public static final float SHIFT = -0x1.5bep-4f;

    /** Rounds to an integer n, and leaves n + 254 in the low bits: the biased exponents of both halves of 2^n. */
    public static final float BIASED_ROUNDER = 0x1.8p23f + 254f;

    /** The bits of {@code BIASED_ROUNDER + 200}: any n from 129 to 254 overflows and has valid scale factors. */
    public static final int MAX_K = 0x4b400000 + 254 + 200;

    /** Up to this size of x, 2<sup>n</sup> and e<sup>x</sup> are normal numbers: n is from -126 to 125. */
    public static final float ORDINARY = 87f;

    /** The high part of -ln 2: 20 significant bits, so that its product with n is exact. */
    public static final float MINUS_LN2_HIGH = -0x1.62e430p-1f;

    public static final float MINUS_LN2_LOW = 0x1.05c610p-29f;

    public static final float C2 = 0x1.000006p-1f;
    public static final float C3 = 0x1.5554d2p-3f;
    public static final float C4 = 0x1.55443p-5f;
    public static final float C5 = 0x1.11f588p-7f;
    public static final float C6 = 0x1.7f9aa4p-10f;

    private FloatExp() {}

    /** Returns e<sup>x</sup>. */
    public static float exp(float x) {
        float y = x < MIN_ARGUMENT ? MIN_ARGUMENT : x;
        float t = Math.fma(y, LOG2_E, SHIFT) + BIASED_ROUNDER;
        int k = Math.min(Float.floatToRawIntBits(t), MAX_K);
        float n = Float.intBitsToFloat(k) - BIASED_ROUNDER;
        float r = Math.fma(n, MINUS_LN2_LOW, Math.fma(n, MINUS_LN2_HIGH, y));
        float r2 = r * r;
        float q = Math.fma(r2, Math.fma(r2, C6, Math.fma(r, C5, C4)), Math.fma(r, C3, C2));
        float s = Math.fma(r2, q, r);
        int half = k >>> 1;
        float scale = Float.intBitsToFloat(half << 23);
        return Math.fma(s, scale, scale) * Float.intBitsToFloat((k - half) << 23);
    }
}
