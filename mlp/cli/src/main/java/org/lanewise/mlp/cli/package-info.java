/**
 * The {@code lanewise} command. {@code Main} sets it up, and each subcommand is one class, {@code …Command}; what
 * several share is an {@code …Options} mixin.
 *
 * <p>Results go to standard output, errors and warnings to standard error, one line each. Exit codes: 0 done, 1 an
 * error in the data, the files or the run, 2 a usage error, 130 stopped by Ctrl-C, 143 by a polite kill.
 */
package org.lanewise.mlp.cli;
