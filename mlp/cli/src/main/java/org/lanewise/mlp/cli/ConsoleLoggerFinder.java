package org.lanewise.mlp.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/**
 * Sends the log to standard error, one line each: warnings; with {@code --debug} all that Lanewise logs. Its being
 * here also spares the JVM the loading of {@code java.logging} at the first log line.
 */
public final class ConsoleLoggerFinder extends System.LoggerFinder {
    private static volatile boolean debug;

    /** For the service loader. */
    public ConsoleLoggerFinder() {}

    /** Whether all that Lanewise logs is shown. */
    static void debug(boolean wanted) {
        debug = wanted;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ConsoleLogger(name);
    }

    private record ConsoleLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            Level threshold = debug && name.startsWith("org.lanewise.") ? Level.DEBUG : Level.WARNING;
            return level != Level.OFF && level.getSeverity() >= threshold.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (isLoggable(level)) {
                System.err.println("lanewise: " + message);
                if (thrown != null && debug) {
                    thrown.printStackTrace();
                }
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                boolean plain = parameters == null || parameters.length == 0;
                System.err.println("lanewise: " + (plain ? format : MessageFormat.format(format, parameters)));
            }
        }
    }
}
