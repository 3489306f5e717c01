package org.lanewise.kernels.internal.portable;

import org.lanewise.kernels.internal.KernelSet;

/** The portable kernel set. */
public final class PortableKernels {
    /** The set. */
    public static final KernelSet SET = new KernelSet(
            "portable",
            new PortableGemm(),
            new PortableRows(),
            new PortableElementary(),
            new PortableActivations(),
            new PortableSmoothRectifiers(),
            new PortablePrelu(),
            new PortableMaxout(),
            new PortableLosses(),
            new PortableCrossEntropy(),
            new PortableUpdates(),
            new PortableGradients(),
            new PortableDropouts());

    private PortableKernels() {}
}
