package org.lanewise.mlp.cli;

/** Whether the first row of a CSV file names the columns. */
enum Header {
    /** It does if one of its fields is not a number. */
    AUTO,
    YES,
    NO;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
