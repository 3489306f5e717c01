package org.lanewise.mlp.io;

import java.io.IOException;

/** A file is not a model that this version can read: truncated, corrupt, or of another kind. */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * With a message that names what is wrong and what was expected.
     *
     * @param message the message
     */
    public ModelFormatException(String message) {
        super(message);
    }
}
