package org.lanewise.mlp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.mlp.data.DataFormatException;
import org.lanewise.mlp.data.Dataset;

/** Reading CSV: what a writer wrote comes back, and what is wrong is named with its place. */
class CsvFileTest {
    @TempDir
    Path directory;

    private Path propertyFile;

    @BeforeProperty
    void createFile() throws IOException {
        propertyFile = Files.createTempFile("lanewise", ".csv");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(propertyFile);
    }

    /** A table and the way to write it. */
    record Table(
            List<List<Float>> features,
            List<Integer> labels,
            int labelColumn,
            boolean header,
            boolean quotes,
            boolean crlf) {}

    @Provide
    Arbitrary<Table> tables() {
        Arbitrary<Float> numbers = Arbitraries.floats().edgeCases(edges -> edges.add(-0f, Float.MIN_VALUE, 1e10f));
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(width -> Arbitraries.integers()
                        .between(1, 6)
                        .flatMap(size -> Combinators.combine(
                                        numbers.list().ofSize(width).list().ofSize(size),
                                        Arbitraries.integers()
                                                .between(0, 300)
                                                .list()
                                                .ofSize(size),
                                        Arbitraries.integers().between(0, width),
                                        Arbitraries.of(true, false),
                                        Arbitraries.of(true, false),
                                        Arbitraries.of(true, false))
                                .as(Table::new)));
    }

    @Property(tries = 200)
    void whatAWriterWroteComesBack(@ForAll("tables") Table table) throws IOException {
        int width = table.features.get(0).size();
        try (CsvWriter writer = CsvWriter.builder()
                .quoteStrategy(table.quotes ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                .lineDelimiter(table.crlf ? LineDelimiter.CRLF : LineDelimiter.LF)
                .build(propertyFile)) {
            if (table.header) {
                List<String> names = new ArrayList<>();
                for (int column = 0; column <= width; column++) {
                    names.add(column == table.labelColumn ? "the \"label\", quoted" : "feature\n" + column);
                }
                writer.writeRecord(names);
            }
            for (int i = 0; i < table.labels.size(); i++) {
                List<String> row = new ArrayList<>();
                table.features.get(i).forEach(value -> row.add(value.toString()));
                row.add(table.labelColumn, table.labels.get(i).toString());
                writer.writeRecord(row);
            }
        }

        String label = table.header ? "the \"label\", quoted" : String.valueOf(table.labelColumn + 1);
        Dataset read = new CsvFile(propertyFile, Header.AUTO, label).labelled(0);

        assertEquals(width, read.width());
        assertEquals(table.labels, boxed(read.labels()));
        assertEquals(table.features.stream().flatMap(List::stream).toList(), boxed(read.features()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,0\n3,4,1\n",
                "1,2,0\r\n3,4,1",
                "\uFEFF1,2,0\n3,4,1\n",
                "\n1,2,0\n\n  \n3,4,1\n\n",
                " 1 ,2.0,0\n3e0,+4, 1\n",
                "\"1\",\"2\",\"0\"\n\"3\",\"4\",\"1\"\n",
                "1,2,0.0\n3,4,1.0e0\n",
                "a,b,c\n1,2,0\n3,4,1\n",
                "\uFEFFa,b,c\n1,2,0\n3,4,1\n",
            })
    void theSameNumbersInManyForms(String text) throws IOException {
        Dataset read = csv(text, Header.AUTO, null).labelled(0);
        assertArrayEquals(new float[] {1, 2, 3, 4}, read.features());
        assertArrayEquals(new int[] {0, 1}, read.labels());
        assertEquals(2, read.classes());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0e999999999, 0",
        "+3, 3",
        "3., 3",
        "2.50e1, 25",
        "007, 7",
        "16777215, 16777215",
        // What a float rounds to an integer.
        "2.99999999999, -1",
        "3.00000000001, -1",
        "-1e-60, -1",
        "1e-60, -1",
        "1e-999999999, -1",
        "16777216, -1",
        "16777214.7, -1",
        "4294967296, -1",
        "1e999999999, -1",
        "1e99999999999, -1",
        "1e, -1",
        "0x1, -1",
        "1f, -1",
    })
    void labelsAreWholeBeforeTheyAreRounded(String text, int expected) throws IOException {
        CsvFile file = csv("1," + text + "\n", Header.NO, null);
        if (expected >= 0) {
            assertArrayEquals(new int[] {expected}, file.labelled(0).labels());
        } else {
            String message = assertThrows(DataFormatException.class, () -> file.labelled(0))
                    .getMessage();
            assertTrue(message.endsWith("'" + text + "' (expected: a label, an integer from 0 to 16777215)"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nan", "NaN", "-inf", "NA", "n/a", "null", "?", "None"})
    void aMissingNumberMakesNoHeader(String missing) {
        String message = assertThrows(
                        DataFormatException.class,
                        () -> csv("1," + missing + ",0\n3,4,1\n", Header.AUTO, null)
                                .labelled(0))
                .getMessage();
        assertTrue(message.contains("line 1, column 2: '" + missing + "' (expected: a number)"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2x,0;3,4,1|line 1, column 2: '2x'",
                "a,b,0;3,4,1|line 1, column 1: 'a'",
                ";nan,1,b;3,4,1|line 2, column 3: 'b'",
                "1,2,cat;3,4,dog|line 1, column 3: 'cat'",
            })
    void namesBesideNumbersAreNoHeader(String rows, String expected) throws IOException {
        String text = rows.replace(';', '\n');
        CsvFile file = csv(text, Header.AUTO, null);
        String message = directory.resolve("data.csv") + ": " + expected
                + " (expected: a number, or names alone in a header; --header yes or no overrules)";
        for (Executable reading : new Executable[] {() -> file.labelled(0), () -> file.unlabelled(2)}) {
            assertEquals(
                    message, assertThrows(DataFormatException.class, reading).getMessage());
        }
        assertEquals(1, csv(text, Header.YES, null).unlabelled(2).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {",a,b", "na,b,c", "a,,"})
    void aHeaderMayLackNames(String names) throws IOException {
        assertEquals(1, csv(names + "\n1,2,0\n", Header.AUTO, null).labelled(0).size());
    }

    @Test
    void aNameOfTwoColumnsPicksNone() throws IOException {
        String text = "a,b, a\n1,2,0\n";
        CsvFile file = csv(text, Header.AUTO, "a");
        assertEquals(
                directory.resolve("data.csv")
                        + ": columns 1 and 3 are both named 'a' (expected: one, where --label picks it)",
                assertThrows(DataFormatException.class, () -> file.labelled(0)).getMessage());
        assertArrayEquals(new int[] {2}, csv(text, Header.AUTO, "b").labelled(0).labels());
        assertArrayEquals(new int[] {0}, csv(text, Header.AUTO, "3").labelled(0).labels());
    }

    @Test
    void theHeaderIsAsTold() throws IOException {
        assertEquals(1, csv("1,2,0\n3,4,1\n", Header.YES, null).labelled(0).size());
        assertEquals(2, csv("1,2,0\n3,4,1\n", Header.NO, null).labelled(0).size());
        assertThrows(
                DataFormatException.class,
                () -> csv("a,b,c\n1,2,0\n", Header.NO, null).labelled(0));
    }

    @Test
    void aNameWinsOverANumber() throws IOException {
        Dataset read = csv("x,1,y\n5,6,7\n", Header.YES, "1").labelled(0);
        assertArrayEquals(new int[] {6}, read.labels());
        assertArrayEquals(new float[] {5, 7}, read.features());
    }

    @Test
    void featuresAloneAreKnownByTheirNumber() throws IOException {
        assertArrayEquals(
                new float[] {1, 2, 3, 4},
                csv("1,2\n3,4\n", Header.AUTO, null).unlabelled(2).features());
        // With a label the number is one more; what it says does not matter.
        assertArrayEquals(
                new float[] {1, 2, 3, 4},
                csv("1,2,cat\n3,4,dog\n", Header.NO, null).unlabelled(2).features());
        assertArrayEquals(
                new float[] {2, 4},
                csv("a,b\n1,2\n3,4\n", Header.AUTO, "a").unlabelled(2).features());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,0;3,x,1|line 2, column 2: 'x' (expected: a number)",
                "a,b,c;1,2,0;;3,,1|line 4, column 2: '' (expected: a number)",
                "1,2,0;3,NaN,1|line 2, column 2: 'NaN' (expected: a number)",
                "1,2,0;3,0x1p3,1|line 2, column 2: '0x1p3' (expected: a number)",
                "1,2,0;3,1f,1|line 2, column 2: '1f' (expected: a number)",
                "1,2,0;3,1e39,1|line 2, column 2: '1e39' (expected: a number that a float holds)",
                "1,2,0;3,4|line 2: 2 columns (expected: 3, as in the first row)",
                "1,2,0;3,4,5,1|line 2: 4 columns (expected: 3, as in the first row)",
                "1,2,0;3,4,-1|line 2, column 3: '-1' (expected: a label, an integer from 0 to 16777215)",
                "1,2,0;3,4,0.5|line 2, column 3: '0.5' (expected: a label, an integer from 0 to 16777215)",
                "1;2|1 column (expected: features and a label)",
                "a,b,c|no samples",
                "''|no samples",
            })
    void whatIsWrongIsNamed(String rows, String expected) {
        CsvFile file = csv(rows.replace(';', '\n'), Header.AUTO, null);
        DataFormatException thrown = assertThrows(DataFormatException.class, () -> file.labelled(0));
        assertEquals(directory.resolve("data.csv") + ": " + expected, thrown.getMessage());
    }

    /** More columns than the 2¹⁴, and more characters than the 2²⁶, that the CSV reader takes by default. */
    @Test
    void rowsMayBeWideAndLong() throws IOException {
        int columns = 20_000;
        Path file = directory.resolve("data.csv");
        try (Writer writer = Files.newBufferedWriter(file)) {
            String padded = " ".repeat((1 << 26) / columns) + "1,";
            for (int column = 1; column < columns; column++) {
                writer.write(padded);
            }
            writer.write("0\n");
        }
        Dataset read = new CsvFile(file, Header.AUTO, null).labelled(0);
        assertEquals(columns - 1, read.width());
        assertEquals(1, read.features()[columns - 2]);
    }

    @Test
    void aLabelBeyondTheModelsClassesIsNamed() {
        CsvFile file = csv("1,2,0\n3,4,3\n", Header.AUTO, null);
        DataFormatException thrown = assertThrows(DataFormatException.class, () -> file.labelled(3));
        assertEquals(
                directory.resolve("data.csv") + ": line 2, column 3: '3' (expected: a label from 0 to 2)",
                thrown.getMessage());
    }

    @Test
    void anUnknownLabelColumnIsNamed() {
        CsvFile file = csv("a,b\n1,0\n", Header.AUTO, "c");
        DataFormatException thrown = assertThrows(DataFormatException.class, () -> file.labelled(0));
        assertEquals(
                directory.resolve("data.csv") + ": no column 'c' for --label (expected: a, b, or a number from 1 to 2)",
                thrown.getMessage());
        assertThrows(
                DataFormatException.class, () -> csv("1,0\n", Header.AUTO, "0").labelled(0));
        assertThrows(
                DataFormatException.class, () -> csv("1,0\n", Header.AUTO, "3").labelled(0));
    }

    @Test
    void anUnclosedQuoteIsAnErrorOfTheFile() {
        CsvFile file = csv("1,\"2,0\n3,4,1\n", Header.NO, null);
        assertThrows(IOException.class, () -> file.labelled(0));
    }

    private CsvFile csv(String text, Header header, String label) {
        Path file = directory.resolve("data.csv");
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return new CsvFile(file, header, label);
    }

    private static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private static List<Integer> boxed(int[] values) {
        List<Integer> list = new ArrayList<>();
        for (int value : values) {
            list.add(value);
        }
        return list;
    }
}
