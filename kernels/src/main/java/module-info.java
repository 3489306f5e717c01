/**
 * Neural-network kernels on {@code float[]}: matrix product, activations, losses and updates, in pure Java.
 *
 * <p>The fast kernels need {@code --add-modules jdk.incubator.vector} on the command line; without it the portable
 * ones serve, with the same results to the bit, and a log line says so.
 */
module org.lanewise.kernels {
    requires static jdk.incubator.vector;

    exports org.lanewise.kernels;
}
