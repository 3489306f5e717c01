package org.lanewise.mlp.io;

/** Says what in a file's header is not as expected; {@link ModelFile} adds which file. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
        super(message);
    }
}
