/** Gradient checker, computation-graph oracle and error bounds, for Lanewise's tests and for yours. */
module org.lanewise.verification {
    requires transitive org.lanewise.mlp;

    exports org.lanewise.verification;
}
