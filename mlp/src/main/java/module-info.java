/** A multi-layer perceptron on the Lanewise kernels: layers, backpropagation, training, data and model files. */
module org.lanewise.mlp {
    requires transitive org.lanewise.kernels;

    exports org.lanewise.mlp;
    exports org.lanewise.mlp.data;
    exports org.lanewise.mlp.io;
}
