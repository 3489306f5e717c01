package org.lanewise.verification.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.verification.GradientCheck;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String LIBRARY = "## Library";
    private static final String SECTION = "### Check the gradient of your own layer";

    @TempDir
    Path directory;

    @Test
    void theExampleIsTheTestBesideThis() throws IOException {
        String example = Files.readString(Path.of(
                "src/test/java/org/lanewise/verification/example", RmsNormTest.class.getSimpleName() + ".java"));
        String section = section();
        int start = section.indexOf("```java\n") + "```java\n".length();
        String shown = section.substring(start, section.indexOf("```", start));
        assertEquals(example.substring(example.indexOf("import ")), shown);
    }

    /** The report that the README shows, of the same layer with a term forgotten. */
    @Test
    void theReportIsTheOneShown() throws IOException {
        float[] x = {0.5f, -1.25f, 2, 0.1f};
        float[] w = {1, -0.5f, 0.25f, 2};
        float[] wrong = w.clone();
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] *= RmsNormTest.forward(x)[0] / x[0];
        }
        String report = GradientCheck.SINGLE
                .check(
                        point -> {
                            float[] y = RmsNormTest.forward(point);
                            double sum = 0;
                            for (int i = 0; i < y.length; i++) {
                                sum += w[i] * y[i];
                            }
                            return sum;
                        },
                        x,
                        wrong)
                .toString();
        assertTrue(section().contains("```\n" + report.replace(System.lineSeparator(), "\n") + "\n```"), report);
    }

    /** Whole files as they are; statements with the imports that the README names. */
    @Test
    void theExamplesOfTheLibraryCompile() throws IOException {
        List<String> examples = examples();
        assertEquals(3, examples.size());
        for (String example : examples) {
            Matcher type = Pattern.compile("^class (\\w+)", Pattern.MULTILINE).matcher(example);
            if (type.find()) {
                compile(type.group(1), example);
            } else {
                compile("Example", program(example));
            }
        }
    }

    @Test
    void theProductIsTheOneShown() throws Exception {
        String example = examples().get(0);
        Matcher shown =
                Pattern.compile("System\\.out\\.println\\(.*\\); // (.*)").matcher(example);
        assertTrue(shown.find(), example);
        compile("Example", program(example));
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            loader.loadClass("Example").getMethod("main").invoke(null);
        } finally {
            System.setOut(before);
        }
        assertEquals(shown.group(1), output.toString(StandardCharsets.UTF_8).strip());
    }

    private static List<String> examples() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(section(LIBRARY))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    // "`package` (`Type`, `Type`)" or "`package` (words)". What is of Java itself the README leaves to the reader.
    private static String program(String statements) throws IOException {
        Matcher named =
                Pattern.compile("`(org\\.lanewise[.\\w]*)` \\(([^)]*)\\)").matcher(section(LIBRARY));
        StringBuilder program = new StringBuilder("import java.nio.file.*;\nimport java.util.*;\n");
        while (named.find()) {
            program.append("import ").append(named.group(1)).append(".*;\n");
            Pattern.compile("`(\\w+)`")
                    .matcher(named.group(2))
                    .results()
                    .forEach(type -> program.append("import " + named.group(1) + "." + type.group(1) + ";\n"));
        }
        return program + "public class Example {\npublic static void main() throws Exception {\n" + statements
                + "}\n}\n";
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        errors,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertEquals(0, result, () -> errors.toString(Charset.defaultCharset()) + source);
    }

    private static String section() throws IOException {
        return section(SECTION);
    }

    private static String section(String heading) throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(heading + "\n");
        assertTrue(start >= 0, heading);
        return readme.substring(start, readme.indexOf("\n## ", start));
    }
}
