package org.lanewise.verification;

import org.lanewise.kernels.Activations;
import org.lanewise.kernels.internal.KernelSets;

/** A program for a JVM of its own: uses a kernel through the public API, then prints the name of the active set. */
final class ActiveSet {
    private ActiveSet() {}

    public static void main(String[] arguments) {
        float[] x = {-1, 2};
        Activations.relu(x.length, x, 0, x, 0);
        System.out.println("active: " + KernelSets.ACTIVE.name() + ", relu(2) = " + x[1]);
    }
}
