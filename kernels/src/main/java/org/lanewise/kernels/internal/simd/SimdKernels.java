package org.lanewise.kernels.internal.simd;

import org.lanewise.kernels.internal.KernelSet;
import org.lanewise.kernels.internal.portable.PortableKernels;

/** The SIMD kernel set. */
public final class SimdKernels {
    /** The set. */
    public static final KernelSet SET = PortableKernels.SET;

    private SimdKernels() {}
}
