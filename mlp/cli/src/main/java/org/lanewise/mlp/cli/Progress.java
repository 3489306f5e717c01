package org.lanewise.mlp.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.mlp.BatchReport;
import org.lanewise.mlp.EpochReport;
import org.lanewise.mlp.TrainingListener;

/** Shows a training run: one line an epoch, and on a terminal a bar while the epoch lasts. Keeps what it was told. */
final class Progress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private final int epochs;
    // Null where the output is no terminal.
    private final EpochBar bar;
    private final List<EpochReport> reports = new ArrayList<>();
    private boolean begun;

    Progress(PrintWriter out, int epochs, Terminal terminal) {
        this.out = out;
        this.epochs = epochs;
        this.bar = terminal.present() ? new EpochBar(out, terminal.columns()) : null;
    }

    /** The epochs so far. */
    List<EpochReport> reports() {
        return reports;
    }

    /** Whether a step was taken, so that the parameters are no longer those at the start. */
    boolean begun() {
        return begun;
    }

    @Override
    public void batchDone(BatchReport report) {
        begun = true;
        if (bar != null) {
            bar.show("epoch " + position(report.epoch()), report);
        }
    }

    @Override
    public void epochDone(EpochReport report) {
        clear();
        reports.add(report);
        String validation = Double.isNaN(report.validationLoss())
                ? ""
                : Text.format(
                        "  validation loss %.4f  accuracy %s",
                        report.validationLoss(), Text.percent(report.validationAccuracy()));
        out.println(Text.format(
                "epoch %s  loss %.4f  accuracy %s%s  %,.0f samples/s",
                position(report.epoch()),
                report.trainLoss(),
                Text.percent(report.trainAccuracy()),
                validation,
                report.samplesPerSecond()));
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the bar away, should one be shown, and so makes way for other text. */
    void clear() {
        if (bar != null) {
            bar.close();
        }
    }

    private String position(int epoch) {
        String last = String.valueOf(epochs);
        return Text.format("%" + last.length() + "d/%s", epoch, last);
    }
}
