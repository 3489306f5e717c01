package org.lanewise.kernels;

import org.lanewise.kernels.internal.KernelSets;

/** Which kernels serve this JVM. */
public final class Kernels {
    private Kernels() {}

    /**
     * The name of the kernel set in use, for logs and reports: the choice falls when the first kernel is called, or
     * here. The results do not depend on it, the speed does.
     *
     * @return the name, which begins with {@code portable} or {@code SIMD}
     */
    public static String name() {
        return KernelSets.ACTIVE.name();
    }
}
