package org.lanewise.mlp.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.lanewise.mlp.data.DataFormatException;
import org.lanewise.mlp.data.Dataset;

/**
 * A CSV file (RFC 4180, UTF-8) of numbers: one sample a row, one feature a column, and one column of labels.
 *
 * <p>Empty lines are skipped, a byte order mark and spaces around a number too. Errors name the line and the column,
 * both counted from 1.
 */
final class CsvFile {
    private static final int MOST_NAMES_LISTED = 20;

    /** Each label makes a class of all numbers below it: what is larger is no label but an identifier, or a feature. */
    private static final int LARGEST_LABEL = (1 << 24) - 1;

    private static final Pattern MISSING =
            Pattern.compile("|\\?|[-+]?(nan|inf|infinity)|na|n/a|null|none", Pattern.CASE_INSENSITIVE);

    // The reader's own limits refuse rows of more than 16,384 columns: a sample may well be wider, as an image is.
    private static final int MOST_COLUMNS = 1 << 24;
    private static final int LONGEST_ROW = 1 << 30;

    private final Path file;
    private final Header header;
    private final String labelColumn;

    /** Of a file; {@code labelColumn} is a name or a number from 1, or null for the last column. */
    CsvFile(Path file, Header header, String labelColumn) {
        this.file = file;
        this.header = header;
        this.labelColumn = labelColumn;
    }

    /** Samples with labels from 0 to {@code classes - 1}; with 0 classes, as many as the largest label asks for. */
    Dataset labelled(int classes) throws IOException {
        Rows rows = new Rows(classes, true);
        rows.read();
        int found = classes > 0 ? classes : rows.largestLabel + 1;
        return new Dataset(rows.width, found, rows.features.toArray(), rows.labels.toArray());
    }

    /**
     * Samples whose labels, if there are any, do not matter: where no column is named and all columns together are as
     * many as {@code width}, all are features.
     */
    Samples unlabelled(int width) throws IOException {
        Rows rows = new Rows(width, false);
        rows.read();
        return new Samples(rows.width, rows.features.toArray());
    }

    /** A pass over the file. */
    private final class Rows {
        // For labelled rows the number of classes, else the number of features looked for.
        private final int expected;
        private final boolean labelled;
        private final FloatList features = new FloatList();
        private final IntList labels = new IntList();
        private int columns;
        // The index of the label's column, or -1.
        private int label;
        private int width;
        private int largestLabel;

        Rows(int expected, boolean labelled) {
            this.expected = expected;
            this.labelled = labelled;
        }

        void read() throws IOException {
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .detectBomHeader(true)
                    .build(
                            CsvRecordHandler.of(
                                    limits -> limits.maxFields(MOST_COLUMNS).maxRecordSize(LONGEST_ROW)),
                            file)) {
                for (CsvRecord row : reader) {
                    if (!isBlank(row)) {
                        accept(row);
                    }
                }
            } catch (CsvParseException malformed) {
                Throwable reason = malformed.getCause() == null ? malformed : malformed.getCause();
                throw new DataFormatException(file + ": " + reason.getMessage(), malformed);
            } catch (UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            if (features.size() == 0) {
                throw new DataFormatException(file + ": no samples");
            }
        }

        private void accept(CsvRecord row) throws DataFormatException {
            if (columns == 0) {
                boolean named = header == Header.YES || header == Header.AUTO && isHeader(row);
                arrange(row, named);
                if (named) {
                    return;
                }
            }
            if (row.getFieldCount() != columns) {
                throw new DataFormatException(file + ": line " + row.getStartingLineNumber() + ": "
                        + Text.counted(row.getFieldCount(), "column") + " (expected: " + columns
                        + ", as in the first row)");
            }
            for (int column = 0; column < columns; column++) {
                if (column != label) {
                    features.add(feature(row, column));
                } else if (labelled) {
                    labels.add(label(row));
                }
            }
        }

        /** Decides what the columns are. */
        private void arrange(CsvRecord first, boolean named) throws DataFormatException {
            columns = first.getFieldCount();
            boolean featuresOnly = !labelled && labelColumn == null && columns == expected;
            label = featuresOnly ? -1 : labelIndex(named ? first.getFields() : List.of());
            width = featuresOnly ? columns : columns - 1;
            if (width == 0) {
                throw new DataFormatException(file + ": 1 column (expected: features and a label)");
            }
        }

        private int labelIndex(List<String> names) throws DataFormatException {
            if (labelColumn == null) {
                return columns - 1;
            }
            List<String> stripped = names.stream().map(String::strip).toList();
            int named = stripped.indexOf(labelColumn);
            int again = stripped.lastIndexOf(labelColumn);
            if (named != again) {
                throw new DataFormatException(file + ": columns " + (named + 1) + " and " + (again + 1)
                        + " are both named '" + labelColumn + "' (expected: one, where --label picks it)");
            }
            if (named >= 0) {
                return named;
            }
            if (labelColumn.matches("[0-9]{1,9}")) {
                int number = Integer.parseInt(labelColumn);
                if (number >= 1 && number <= columns) {
                    return number - 1;
                }
            }
            String listed =
                    names.isEmpty() || names.size() > MOST_NAMES_LISTED ? "" : String.join(", ", names) + ", or ";
            throw new DataFormatException(file + ": no column '" + labelColumn + "' for --label (expected: " + listed
                    + "a number from 1 to " + columns + ")");
        }

        private float feature(CsvRecord row, int column) throws DataFormatException {
            String text = row.getField(column);
            float value = number(text);
            if (Float.isNaN(value)) {
                throw wrong(row, column, "a number");
            }
            if (Float.isInfinite(value)) {
                throw wrong(row, column, "a number that a float holds");
            }
            return value;
        }

        private int label(CsvRecord row) throws DataFormatException {
            int largest = expected > 0 ? expected - 1 : LARGEST_LABEL;
            int value = wholeNumber(row.getField(label), largest);
            if (value < 0) {
                throw wrong(
                        row, label, (expected > 0 ? "a label from 0 to " : "a label, an integer from 0 to ") + largest);
            }
            largestLabel = Math.max(largestLabel, value);
            return value;
        }
    }

    private static boolean isBlank(CsvRecord row) {
        return row.getFieldCount() == 1 && row.getField(0).isBlank();
    }

    /**
     * Whether a row names the columns: it has names, and no number. With both it is more likely a sample with a slip,
     * which must not vanish. What stands where a number is missing is neither: it is a flaw of a sample, and names an
     * index column in the header of some programs.
     */
    private boolean isHeader(CsvRecord row) throws DataFormatException {
        int name = -1;
        boolean hasNumber = false;
        for (int column = 0; column < row.getFieldCount(); column++) {
            String field = row.getField(column);
            if (!Float.isNaN(number(field))) {
                hasNumber = true;
            } else if (name < 0 && !MISSING.matcher(field.strip()).matches()) {
                name = column;
            }
        }
        if (name >= 0 && hasNumber) {
            throw wrong(row, name, "a number, or names alone in a header; --header yes or no overrules");
        }
        return name >= 0;
    }

    /** The number, infinite if it is too large; NaN for what is none, Java's hexadecimal and suffixed forms included. */
    private static float number(String text) {
        String stripped = text.strip();
        if (!isWrittenAsNumber(stripped)) {
            return Float.NaN;
        }
        try {
            return Float.parseFloat(stripped);
        } catch (NumberFormatException notANumber) {
            return Float.NaN;
        }
    }

    /**
     * The number, or -1 where it is none from 0 to {@code largest}. Also such as 3.0, which some programs write; yet not
     * 2.99999999999, which a float rounds to 3.
     */
    private static int wholeNumber(String text, int largest) {
        String stripped = text.strip();
        if (!isWrittenAsNumber(stripped)) {
            return -1;
        }
        try {
            BigDecimal value = new BigDecimal(stripped);
            boolean inRange = value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(largest)) <= 0;
            // The range comes first: it bounds the digits of what is compared then.
            return inRange && value.compareTo(BigDecimal.valueOf(value.intValue())) == 0 ? value.intValue() : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static boolean isWrittenAsNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private DataFormatException wrong(CsvRecord row, int column, String wanted) {
        return new DataFormatException(file + ": line " + row.getStartingLineNumber() + ", column " + (column + 1)
                + ": '" + abbreviated(row.getField(column)) + "' (expected: " + wanted + ")");
    }

    private static String abbreviated(String text) {
        int longest = 40;
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
