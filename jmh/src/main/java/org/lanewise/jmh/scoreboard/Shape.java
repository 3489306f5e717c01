package org.lanewise.jmh.scoreboard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanewise.kernels.Transpose;

/**
 * A product C = op(A)·op(B) with matrices stored without gaps.
 *
 * @param m rows of op(A) and C
 * @param n columns of op(B) and C
 * @param k columns of op(A), rows of op(B)
 * @param transA whether op(A) is Aᵀ
 * @param transB whether op(B) is Bᵀ
 */
public record Shape(int m, int n, int k, Transpose transA, Transpose transB) {
    private static final Pattern FORM =
            Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})x([1-9]\\d{0,4})(?::([NT])([NT]))?");

    /**
     * Reads {@code mxnxk}, as in {@code 32x256x784}, or with transpositions, as in {@code 784x256x64:TN}.
     *
     * @param text the shape
     * @return the shape
     * @throws IllegalArgumentException if the text has another form
     */
    public static Shape parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("shape: " + text + " (expected: MxNxK or MxNxK:TN, sizes 1 to 99999)");
        }
        return new Shape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                "T".equals(matcher.group(4)) ? Transpose.YES : Transpose.NO,
                "T".equals(matcher.group(5)) ? Transpose.YES : Transpose.NO);
    }

    /**
     * Floating-point operations of the product.
     *
     * @return 2·m·n·k
     */
    public long operations() {
        return 2L * m * n * k;
    }

    /**
     * Whether op(A) is Aᵀ.
     *
     * @return whether A is stored as {@code [k, m]}
     */
    public boolean transposedA() {
        return transA == Transpose.YES;
    }

    /**
     * Whether op(B) is Bᵀ.
     *
     * @return whether B is stored as {@code [n, k]}
     */
    public boolean transposedB() {
        return transB == Transpose.YES;
    }

    /**
     * The leading dimension of A.
     *
     * @return columns of A as stored
     */
    public int lda() {
        return transposedA() ? m : k;
    }

    /**
     * The leading dimension of B.
     *
     * @return columns of B as stored
     */
    public int ldb() {
        return transposedB() ? k : n;
    }

    /**
     * Whether the product is plain and all three matrices are squares.
     *
     * @return whether m = n = k, nothing transposed
     */
    public boolean isSquare() {
        return m == n && n == k && !transposedA() && !transposedB();
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        String sizes = m + "x" + n + "x" + k;
        return transposedA() || transposedB()
                ? sizes + ":" + (transposedA() ? "T" : "N") + (transposedB() ? "T" : "N")
                : sizes;
    }
}
