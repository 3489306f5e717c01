package org.lanewise.mlp.data;

import java.io.IOException;

/** A file holds something else than the data set that was asked for: truncated, corrupt, or of another kind. */
public final class DataFormatException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * With a message that names the file, what is wrong and what was expected.
     *
     * @param message the message
     */
    public DataFormatException(String message) {
        super(message);
    }

    /**
     * With a message that names the file, what is wrong and what was expected, and the error behind it.
     *
     * @param message the message
     * @param cause the error behind it
     */
    public DataFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
