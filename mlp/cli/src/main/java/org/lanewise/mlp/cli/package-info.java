/** The {@code lanewise} command: picocli commands, progress bar, CSV and JSON. */
package org.lanewise.mlp.cli;
