package org.lanewise.verification.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.lanewise.verification.GradientCheck;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String SECTION = "### Check the gradient of your own layer";

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

    private static String section() throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(SECTION);
        assertTrue(start >= 0, SECTION);
        return readme.substring(start, readme.indexOf("\n## ", start));
    }
}
