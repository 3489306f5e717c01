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

    /**
     * Has HotSpot compile the kernels that matrix products spend their time in: a round of some microseconds, while they
     * are not compiled milliseconds, to be called again until it returns true. Vector code that is not compiled is a
     * hundred to a thousand times slower, and a product of common size calls it for seconds before HotSpot has counted
     * enough calls; these rounds consist of little else than calls. Changes nothing, and no result.
     *
     * <p>Elementwise kernels, losses and updates are not among them: {@code org.lanewise.mlp.WarmUp} brings all kernels of a
     * training to speed.
     *
     * <p>Allocates some kilobytes a round. Safe from any thread; several don't disturb each other.
     *
     * @return whether the kernels ran at compiled speed; with portable kernels true at once
     */
    public static boolean warmUp() {
        return KernelSets.ACTIVE.gemm().warmUp();
    }
}
