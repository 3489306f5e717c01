package org.lanewise.mlp.cli;

/** Whether the first row of a CSV file names the columns. */
enum Header {
    /** It does if none of its fields is a number, and not all are missing ones; names beside numbers are an error. */
    AUTO,
    YES,
    NO;

    /** As on the command line. */
    @Override
    public String toString() {
        return Choice.nameOf(this);
    }
}
