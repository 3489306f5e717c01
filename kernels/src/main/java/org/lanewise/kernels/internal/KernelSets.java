package org.lanewise.kernels.internal;

import java.lang.System.Logger.Level;
import org.lanewise.kernels.internal.portable.PortableKernels;
import org.lanewise.kernels.internal.simd.SimdKernels;

/**
 * Chooses the kernel set once, when the first kernel is called, and says so in one log line; a bad value of any system
 * property is refused here.
 */
public final class KernelSets {
    /** {@code portable} or {@code simd}; unset: simd where its module is readable. */
    public static final String PROPERTY = "lanewise.kernels";

    /** The least multiply-adds that are worth a thread. */
    public static final long PARALLEL_WORK = ParallelWork.least();

    /** The set that serves every call. */
    public static final KernelSet ACTIVE = choose();

    private static final String SIMD_MODULE = "jdk.incubator.vector";

    private KernelSets() {}

    private static KernelSet choose() {
        System.Logger logger = System.getLogger("org.lanewise.kernels");
        String wanted = System.getProperty(PROPERTY, "");
        boolean readable = ModuleLayer.boot()
                .findModule(SIMD_MODULE)
                .filter(KernelSets.class.getModule()::canRead)
                .isPresent();
        switch (wanted) {
            case "portable" -> {
                logger.log(Level.INFO, "Lanewise kernels: portable, as {0} asks", PROPERTY);
                return PortableKernels.SET;
            }
            case "simd" -> {
                if (!readable) {
                    throw new IllegalStateException(
                            PROPERTY + ": simd (expected: a JVM started with --add-modules " + SIMD_MODULE + ")");
                }
            }
            case "" -> {
                if (!readable) {
                    logger.log(
                            Level.WARNING,
                            "Lanewise kernels: portable and slow; start the JVM with --add-modules {0} for SIMD",
                            SIMD_MODULE);
                    return PortableKernels.SET;
                }
            }
            default -> throw new IllegalStateException(PROPERTY + ": " + wanted + " (expected: portable or simd)");
        }
        KernelSet set = SimdKernels.SET;
        logger.log(Level.DEBUG, "Lanewise kernels: {0}", set.name());
        return set;
    }
}
