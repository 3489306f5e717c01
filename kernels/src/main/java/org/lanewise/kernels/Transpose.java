package org.lanewise.kernels;

/** Whether {@code op(X)} in a matrix product is X as stored or its transpose. */
public enum Transpose {
    /** {@code op(X) = X}. */
    NO,
    /** {@code op(X) = Xᵀ}. */
    YES
}
