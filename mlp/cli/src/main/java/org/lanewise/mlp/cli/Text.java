package org.lanewise.mlp.cli;

import java.util.Locale;

/** Numbers for people. */
final class Text {
    private Text() {}

    /** As {@link String#format}, in the language of the rest of the text. */
    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Such as "1 thread" and "1,024 samples". */
    static String counted(long count, String noun) {
        return format("%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** Such as "97.25 %". */
    static String percent(double share) {
        return format("%.2f %%", 100 * share);
    }
}
