package org.lanewise.mlp.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lanewise.mlp.BatchReport;

/** A progress bar on the terminal's current line, for one epoch at a time. */
final class EpochBar implements AutoCloseable {
    private static final int REFRESH_MILLIS = 100;

    private final PrintWriter out;
    private final int columns;
    private ProgressBar bar;
    private double lossSum;
    private long samples;

    EpochBar(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** Shows that a batch is done. */
    void show(String title, BatchReport batch) {
        if (bar == null) {
            lossSum = 0;
            samples = 0;
            bar = new ProgressBarBuilder()
                    .setTaskName(title)
                    .setInitialMax(batch.batches())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new Line())
                    .clearDisplayOnFinish()
                    .build();
        }
        lossSum += batch.loss() * batch.samples();
        samples += batch.samples();
        bar.setExtraMessage(Text.format("loss %.4f", lossSum / samples));
        bar.stepTo(batch.batch());
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** The line that the bar is drawn on. */
    private final class Line implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            // A character in the last column would wrap on some terminals.
            return columns - 1;
        }

        @Override
        public void accept(String rendered) {
            out.print("\r" + rendered);
            out.flush();
        }

        @Override
        public void clear() {
            out.print("\r" + " ".repeat(columns - 1) + "\r");
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
