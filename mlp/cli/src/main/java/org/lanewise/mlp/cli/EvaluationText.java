package org.lanewise.mlp.cli;

import java.io.PrintWriter;
import org.lanewise.mlp.Evaluation;

/** An evaluation for people. */
final class EvaluationText {
    // Beyond this, the lines of the matrix no longer fit a window.
    private static final int MOST_CLASSES_SHOWN = 25;

    private EvaluationText() {}

    static void print(Evaluation evaluation, String what, int samples, PrintWriter out) {
        out.println(Text.format(
                "%s accuracy %s, loss %.4f (%s)",
                what, Text.percent(evaluation.accuracy()), evaluation.loss(), Text.counted(samples, "sample")));
        int[][] confusion = evaluation.confusion();
        if (confusion.length == 0) {
            out.println("confusion matrix: not counted, for so many classes");
            return;
        }
        if (confusion.length > MOST_CLASSES_SHOWN) {
            out.println(Text.format(
                    "confusion matrix: too wide to print for %d classes; --json writes it", confusion.length));
            return;
        }
        out.println("confusion matrix (rows: actual class, columns: predicted class):");
        int width = Math.max(3, String.valueOf(samples).length()) + 1;
        StringBuilder line = new StringBuilder("     ");
        for (int predicted = 0; predicted < confusion.length; predicted++) {
            line.append(Text.format("%" + width + "d", predicted));
        }
        out.println(line);
        for (int actual = 0; actual < confusion.length; actual++) {
            line.setLength(0);
            line.append(Text.format("%5d", actual));
            for (int count : confusion[actual]) {
                line.append(Text.format("%" + width + "d", count));
            }
            out.println(line);
        }
    }
}
