package org.lanewise.mlp.cli;

/**
 * The terminal that standard output goes to, if it does.
 *
 * @param columns its width in characters, 0 if there is none
 */
record Terminal(int columns) {
    /** Set by the launcher, which can ask the terminal without native code. */
    private static final String COLUMNS = "lanewise.terminal.columns";

    /** What the launcher said. */
    static Terminal ofLauncher() {
        return new Terminal(Math.max(0, Integer.getInteger(COLUMNS, 0)));
    }

    boolean present() {
        return columns > 0;
    }
}
