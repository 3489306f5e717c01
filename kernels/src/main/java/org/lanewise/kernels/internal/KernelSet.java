package org.lanewise.kernels.internal;

/**
 * One implementation of every kernel. Two exist, portable and SIMD; their results are equal bit for bit.
 *
 * <p>A record, because HotSpot trusts a record's fields: a call through a {@code static final} set is a direct call.
 *
 * @param name for the log line
 * @param gemm matrix products
 * @param rows kernels between a matrix and a row
 * @param elementary elementary functions
 * @param activations elementwise functions and their gradients
 * @param smoothRectifiers ELU, softplus, SiLU and GELU with their gradients
 * @param prelu PReLU with its gradients
 * @param maxout Maxout with its gradient
 * @param losses losses with their gradients
 * @param crossEntropy cross-entropy of adjusted targets and binary cross-entropy, with their gradients
 * @param updates what an optimizer does to parameters
 * @param gradients penalties, norms and clipping
 * @param dropouts dropout and its gradient
 */
public record KernelSet(
        String name,
        GemmKernels gemm,
        RowKernels rows,
        ElementaryKernels elementary,
        ActivationKernels activations,
        SmoothRectifierKernels smoothRectifiers,
        PreluKernels prelu,
        MaxoutKernels maxout,
        LossKernels losses,
        CrossEntropyKernels crossEntropy,
        UpdateKernels updates,
        GradientKernels gradients,
        DropoutKernels dropouts) {}
