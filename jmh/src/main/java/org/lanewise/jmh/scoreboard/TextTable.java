package org.lanewise.jmh.scoreboard;

import java.util.List;
import java.util.Locale;

/** Rows of cells as text. */
public final class TextTable {
    private TextTable() {}

    /**
     * Lays the rows out: the first column to the left, the others to the right, each as wide as its widest cell.
     *
     * @param rows of the same length
     * @return a line per row
     */
    public static String of(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                text.append(String.format(Locale.ROOT, i == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
